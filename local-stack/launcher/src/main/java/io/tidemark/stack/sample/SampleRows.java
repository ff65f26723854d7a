/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.stack.StackException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** Flat JSON objects on one line. */
final class SampleRows {

  private static final JsonFactory JSON = new JsonFactory();

  private SampleRows() {}

  /** Texts, whole numbers, numbers with a fraction and nested objects; null is left out. */
  static String createRow(Map<String, ?> fields) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      writeFields(json, fields);
    } catch (IOException impossible) {
      throw new StackException("cannot write JSON into memory", impossible);
    }
    return text.toString();
  }

  private static void writeFields(JsonGenerator json, Map<?, ?> fields) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      Object value = field.getValue();
      if (value == null) {
        continue;
      }
      json.writeFieldName(field.getKey().toString());
      if (value instanceof Map<?, ?> nested) {
        writeFields(json, nested);
      } else if (value instanceof Double number) {
        json.writeNumber(number);
      } else if (value instanceof Number number) {
        json.writeNumber(number.longValue());
      } else {
        json.writeString(value.toString());
      }
    }
    json.writeEndObject();
  }
}
