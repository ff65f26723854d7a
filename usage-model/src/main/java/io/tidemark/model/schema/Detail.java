/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;


/** A field of the records of a workload that is neither a dimension nor a measure. */
public record Detail(String name, FieldType type) {

  /** A detail of the given field type. */
  public static Detail detail(String name, FieldType type) {
    return new Detail(name, type);
  }
}
