/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.imports;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.model.schema.InputField;
import java.io.IOException;
import java.time.Duration;

/**
 * The type of the cells of one column.
 *
 * @param limit the greatest whole number
 */
record CellType(FieldKind kind, long limit) {

  /** The entry of an object that takes any key. */
  static final CellType TEXT = new CellType(FieldKind.TEXT, Long.MAX_VALUE);

  static CellType createFor(InputField field) {
    return new CellType(kindOf(field), field.limit());
  }

  private static FieldKind kindOf(InputField field) {
    return switch (field.type()) {
      case IDENTIFIER, LONG_IDENTIFIER, TEXT, CHOICE -> FieldKind.TEXT;
      case TIME -> FieldKind.TIME;
      case COUNT, STATUS_CODE -> FieldKind.COUNT;
      case NUMBER -> FieldKind.NUMBER;
      case BOOLEAN -> FieldKind.FLAG;
      case OBJECT -> throw new IllegalArgumentException(field.name() + " has no value of its own");
    };
  }

  /** The expected content of a cell, for messages. */
  String expected() {
    return kind.describeExpected(limit);
  }

  /**
   * Writes the value.
   *
   * @param text not empty
   * @param shift added to times
   * @throws IllegalArgumentException when the text is not of this type
   */
  void writeCell(String text, Duration shift, JsonGenerator json) throws IOException {
    kind.writeField(text, limit, shift, json);
  }
}
