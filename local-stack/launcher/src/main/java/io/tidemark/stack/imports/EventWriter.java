/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.stack.StackException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Makes native events of rows. */
final class EventWriter {

  private static final JsonFactory JSON = new JsonFactory();

  private final CsvMapping mapping;
  private final String identityPrefix;
  private final Duration shift;

  /**
   * Writes events of one file.
   *
   * @param identityPrefix of made identities: tells files apart by their content
   * @param shift added to every time
   */
  EventWriter(CsvMapping mapping, String identityPrefix, Duration shift) {
    this.mapping = mapping;
    this.identityPrefix = identityPrefix;
    this.shift = shift;
  }

  /**
   * One event.
   *
   * @param row number of the row in its file, the first after the header being 1
   * @param cells text by column; empty when the cell is
   * @throws StackException naming field, column and text of a cell of the wrong type
   */
  byte[] write(long row, Function<String, String> cells) {
    Map<String, String> free = new LinkedHashMap<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      if (mapping.makesIdentity()) {
        json.writeStringField(mapping.fields().identity(), identityPrefix + "-" + row);
      }
      for (Map.Entry<String, String> constant : mapping.constants().entrySet()) {
        put(constant.getKey(), constant.getValue(), "--set", Duration.ZERO, json, free);
      }
      for (Map.Entry<String, String> column : mapping.columns().entrySet()) {
        put(column.getKey(), cells.apply(column.getValue()), column.getValue(), shift, json, free);
      }
      writeFree(json, free);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new StackException("cannot write JSON into memory", impossible);
    }
    return bytes.toByteArray();
  }

  private void put(
      String field,
      String text,
      String origin,
      Duration added,
      JsonGenerator json,
      Map<String, String> free)
      throws IOException {
    if (text.isEmpty()) {
      checkOptional(field, origin);
      return;
    }
    int dot = field.indexOf('.');
    if (dot > 0) {
      free.put(field.substring(dot + 1), text);
      return;
    }
    FieldKind kind = mapping.fields().kind(field);
    json.writeFieldName(field);
    try {
      kind.write(text, added, json);
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      throw wrongType(field, text, origin, kind, wrong);
    }
  }

  private void checkOptional(String field, String origin) {
    if (mapping.fields().required().contains(field)) {
      throw new StackException("%s (%s) is empty".formatted(field, origin));
    }
  }

  private void writeFree(JsonGenerator json, Map<String, String> free) throws IOException {
    if (free.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(mapping.fields().freeObject());
    for (Map.Entry<String, String> entry : free.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  /** Throws what {@link #write} would for this text. */
  static void check(EventFields fields, String field, String text) {
    FieldKind kind = fields.kind(field);
    try (JsonGenerator nowhere = JSON.createGenerator(new ByteArrayOutputStream())) {
      kind.write(text, Duration.ZERO, nowhere);
    } catch (IllegalArgumentException wrong) {
      throw wrongType(field, text, "--set", kind, wrong);
    } catch (IOException impossible) {
      throw new StackException("cannot write JSON into memory", impossible);
    }
  }

  private static StackException wrongType(
      String field, String text, String origin, FieldKind kind, Throwable cause) {
    String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return new StackException(
        "%s (%s): '%s' is not %s".formatted(field, origin, shown, kind.expected()), cause);
  }
}
