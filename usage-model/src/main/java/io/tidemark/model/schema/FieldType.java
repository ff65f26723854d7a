/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

/** Types of document fields, by the names that Elasticsearch mappings use. */
public enum FieldType {
  KEYWORD("keyword"),
  LONG("long"),
  INTEGER("integer"),
  DOUBLE("double"),
  BOOLEAN("boolean"),
  DATE("date"),
  IP("ip"),
  TEXT("text"),
  FLATTENED("flattened");

  private final String mappingName;

  FieldType(String mappingName) {
    this.mappingName = mappingName;
  }

  /** The value of {@code type} in a mapping. */
  public String mappingName() {
    return mappingName;
  }
}
