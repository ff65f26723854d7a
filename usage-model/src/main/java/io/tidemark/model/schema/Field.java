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
 */
public record Field(String name, FieldType type, Role role) {

  /** What a field is to a reader. */
  public enum Role {
    /** Identity, time, and the state of the document itself. */
    META,
    /** What figures are grouped and filtered by; absent when unknown. */
    DIMENSION,
    /** A figure. */
    MEASURE,
    /** A detail of a record, neither grouped by nor added up in hourly documents. */
    DETAIL
  }

  public Field {
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(role, "role");
  }

  public static Field meta(String name, FieldType type) {
    return new Field(name, type, Role.META);
  }

  public static Field dimension(String name) {
    return new Field(name, FieldType.KEYWORD, Role.DIMENSION);
  }

  public static Field count(String name) {
    return new Field(name, FieldType.LONG, Role.MEASURE);
  }

  public static Field detail(String name, FieldType type) {
    return new Field(name, type, Role.DETAIL);
  }
}
