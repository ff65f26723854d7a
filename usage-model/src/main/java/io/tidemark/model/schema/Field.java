/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import static java.util.Objects.requireNonNull;

/**
 * One field of a document family.
 *
 * @param name dotted path; a last segment {@code *} stands for a bounded set of numeric names, such
 *     as the status codes under {@code status_codes.*}
 * @param type as in the mapping
 * @param role what the field is to a reader of the family
 * @param search how requests find documents by its value
 */
public record Field(String name, FieldType type, Role role, Search search) {

  /** The role of a field for a reader. */
  public enum Role {
    /** Identity, time, and the state of the document itself. */
    META,
    /** A dimension to group and filter by; absent when unknown. */
    DIMENSION,
    /** A number that windows sum; in a record, the value of one event. */
    MEASURE,
    /** A detail, neither grouped by nor summed. */
    DETAIL
  }

  /** How documents are found by the value of a field. */
  public enum Search {
    /** Searched by every value; Elasticsearch rejects a document whose value it cannot index. */
    EVERY_VALUE,
    /**
     * Searched by values up to the length that the index holds; a longer one is kept and not found.
     */
    SHORT_VALUES,
    /** Not at all: the field can be summed, sorted by and read. */
    NONE
  }

  public Field {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(role, "role");
    requireNonNull(search, "search");
  }

  /** A field about the document itself. */
  public static Field meta(String name, FieldType type) {
    return new Field(name, type, Role.META, Search.EVERY_VALUE);
  }

  /** A dimension: an identifier. */
  public static Field dimension(String name) {
    return new Field(name, FieldType.KEYWORD, Role.DIMENSION, Search.EVERY_VALUE);
  }

  /** A whole number that is added up. */
  public static Field count(String name) {
    return measure(name, FieldType.LONG);
  }

  /** A number of the given type that documents are not searched by. */
  public static Field measure(String name, FieldType type) {
    return new Field(name, type, Role.MEASURE, Search.NONE);
  }

  /** A detail that documents are searched by. */
  public static Field detail(String name, FieldType type) {
    return new Field(name, type, Role.DETAIL, Search.EVERY_VALUE);
  }

  /** Whether it stands for a bounded set of fields that differ in the last segment. */
  public boolean isSetOfNames() {
    return name.endsWith(".*");
  }

  /** The same field, searched in another way. */
  public Field searched(Search by) {
    return new Field(name, type, role, by);
  }
}
