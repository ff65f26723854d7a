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
enum ScalarType {
  TEXT(PrimitiveTypeName.BINARY) {
    @Override
    LogicalTypeAnnotation annotation() {
      return LogicalTypeAnnotation.stringType();
    }

    @Override
    void add(Group row, String name, JsonNode value) {
      if (value.isTextual()) {
        row.add(name, value.textValue());
      }
    }

    @Override
    void write(JsonWriter json, String name, Group row) {
      byte[] text = row.getBinary(name, 0).getBytes();
      json.field(name, text, 0, text.length);
    }

    @Override
    void writeElement(JsonWriter json, Group row, String name) {
      json.element(row.getString(name, 0));
    }
  },

  LONG(PrimitiveTypeName.INT64) {
    @Override
    void add(Group row, String name, JsonNode value) {
      if (value.isIntegralNumber() && value.canConvertToLong()) {
        row.add(name, value.longValue());
      }
    }

    @Override
    void write(JsonWriter json, String name, Group row) {
      json.field(name, row.getLong(name, 0));
    }

    @Override
    void writeElement(JsonWriter json, Group row, String name) {
      json.element(row.getLong(name, 0));
    }
  },

  INTEGER(PrimitiveTypeName.INT32) {
    @Override
    void add(Group row, String name, JsonNode value) {
      if (value.isIntegralNumber() && value.canConvertToInt()) {
        row.add(name, value.intValue());
      }
    }

    @Override
    void write(JsonWriter json, String name, Group row) {
      json.field(name, row.getInteger(name, 0));
    }
  },

  DOUBLE(PrimitiveTypeName.DOUBLE) {
    @Override
    void add(Group row, String name, JsonNode value) {
      if (value.isNumber() && Double.isFinite(value.doubleValue())) {
        row.add(name, value.doubleValue());
      }
    }

    @Override
    void write(JsonWriter json, String name, Group row) {
      json.field(name, row.getDouble(name, 0));
    }
  },

  BOOLEAN(PrimitiveTypeName.BOOLEAN) {
    @Override
    void add(Group row, String name, JsonNode value) {
      if (value.isBoolean()) {
        row.add(name, value.booleanValue());
      }
    }

    @Override
    void write(JsonWriter json, String name, Group row) {
      json.field(name, row.getBoolean(name, 0));
    }
  },

  TIME(PrimitiveTypeName.INT64) {
    @Override
    LogicalTypeAnnotation annotation() {
      return LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS);
    }

    @Override
    void add(Group row, String name, JsonNode value) {
      try {
        row.add(name, Instant.parse(value.asText()).toEpochMilli());
      } catch (DateTimeException | ArithmeticException other) {
        // Another format of the time: the text of the document keeps it.
      }
    }

    @Override
    void write(JsonWriter json, String name, Group row) {
      json.field(name, HourText.rfc3339(row.getLong(name, 0)));
    }
  };

  private final PrimitiveTypeName stored;

  ScalarType(PrimitiveTypeName stored) {
    this.stored = stored;
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

  /** The meaning of the stored value; null for a plain number. */
  LogicalTypeAnnotation annotation() {
    return null;
  }

  /** Adds the value if it fits. */
  abstract void add(Group row, String name, JsonNode value);

  /** Writes the value of a row that has one. */
  abstract void write(JsonWriter json, String name, Group row);

  /** Writes the value as an element of the open array. */
  void writeElement(JsonWriter json, Group row, String name) {
    throw new IllegalArgumentException("no list holds values of type " + this);
  }

  /** The column of this type in a Parquet schema. */
  PrimitiveType column(Repetition repetition, String name) {
    return Types.primitive(stored, repetition).as(annotation()).named(name);
  }
}
