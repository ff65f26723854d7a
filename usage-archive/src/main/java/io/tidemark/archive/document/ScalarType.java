/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.model.hourly.HourText;
import io.tidemark.model.json.JsonWriter;
import io.tidemark.model.schema.FieldType;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** How a single value of a document is stored. */
@SuppressWarnings("ImmutableEnumChecker") // Annotations and functions without state.
enum ScalarType {
  TEXT(
      PrimitiveTypeName.BINARY,
      LogicalTypeAnnotation.stringType(),
      (row, name, value) -> {
        if (value.isTextual()) {
          row.add(name, value.textValue());
        }
      },
      (json, name, row) -> {
        byte[] text = row.getBinary(name, 0).getBytes();
        json.field(name, text, 0, text.length);
      }),

  LONG(
      PrimitiveTypeName.INT64,
      null,
      (row, name, value) -> {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
          row.add(name, value.longValue());
        }
      },
      (json, name, row) -> json.field(name, row.getLong(name, 0))),

  INTEGER(
      PrimitiveTypeName.INT32,
      null,
      (row, name, value) -> {
        if (value.isIntegralNumber() && value.canConvertToInt()) {
          row.add(name, value.intValue());
        }
      },
      (json, name, row) -> json.field(name, row.getInteger(name, 0))),

  DOUBLE(
      PrimitiveTypeName.DOUBLE,
      null,
      (row, name, value) -> {
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
          row.add(name, value.doubleValue());
        }
      },
      (json, name, row) -> json.field(name, row.getDouble(name, 0))),

  BOOLEAN(
      PrimitiveTypeName.BOOLEAN,
      null,
      (row, name, value) -> {
        if (value.isBoolean()) {
          row.add(name, value.booleanValue());
        }
      },
      (json, name, row) -> json.field(name, row.getBoolean(name, 0))),

  TIME(
      PrimitiveTypeName.INT64,
      LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS),
      (row, name, value) -> {
        try {
          row.add(name, Instant.parse(value.asText()).toEpochMilli());
        } catch (DateTimeException | ArithmeticException other) {
          // Another format of the time: the text of the document keeps it.
        }
      },
      (json, name, row) -> json.field(name, HourText.rfc3339(row.getLong(name, 0))));

  /** Adds the value of a document to a row if it fits. */
  private interface Adder {
    void add(Group row, String name, JsonNode value);
  }

  /** Writes the value of a row that has one. */
  private interface Writer {
    void write(JsonWriter json, String name, Group row);
  }

  private final PrimitiveTypeName stored;

  /** The meaning of the stored value; null for a plain number or truth value. */
  private final LogicalTypeAnnotation annotation;

  private final Adder adder;
  private final Writer writer;

  ScalarType(
      PrimitiveTypeName stored, LogicalTypeAnnotation annotation, Adder adder, Writer writer) {
    this.stored = stored;
    this.annotation = annotation;
    this.adder = adder;
    this.writer = writer;
  }

  /** The type of a field; objects that their senders chose are columns of their own. */
  static ScalarType of(FieldType type) {
    return switch (type) {
      case KEYWORD, IP, TEXT -> TEXT;
      case LONG -> LONG;
      case INTEGER -> INTEGER;
      case DOUBLE -> DOUBLE;
      case BOOLEAN -> BOOLEAN;
      case DATE -> TIME;
      case FLATTENED -> throw new IllegalArgumentException(type + " holds an object");
    };
  }

  /** Adds the value if it fits. */
  void add(Group row, String name, JsonNode value) {
    adder.add(row, name, value);
  }

  /** Writes the value of a row that has one. */
  void write(JsonWriter json, String name, Group row) {
    writer.write(json, name, row);
  }

  /** Writes the value as an element of the open array. */
  void writeElement(JsonWriter json, Group row, String name) {
    switch (this) {
      case TEXT -> json.element(row.getString(name, 0));
      case LONG -> json.element(row.getLong(name, 0));
      default -> throw new IllegalArgumentException("no list holds values of type " + this);
    }
  }

  /** The column of this type in a Parquet schema. */
  PrimitiveType createColumn(Repetition repetition, String name) {
    return Types.primitive(stored, repetition).as(annotation).named(name);
  }
}
