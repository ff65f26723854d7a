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
import java.util.Optional;
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
   * @param identityPrefix of made identities: distinguishes files by their content
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
  byte[] writeEvent(long row, Function<String, String> cells) {
    Map<String, Map<String, Cell>> objects = new LinkedHashMap<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      if (mapping.makesIdentity()) {
        json.writeStringField(mapping.fields().identity(), identityPrefix + "-" + row);
      }
      for (Map.Entry<String, String> constant : mapping.constants().entrySet()) {
        putCell(Cell.createConstant(constant.getKey(), constant.getValue()), json, objects);
      }
      for (Map.Entry<String, String> column : mapping.columns().entrySet()) {
        String text = cells.apply(column.getValue());
        putCell(new Cell(column.getKey(), text, column.getValue(), shift), json, objects);
      }
      for (Map.Entry<String, Map<String, Cell>> object : objects.entrySet()) {
        json.writeObjectFieldStart(object.getKey());
        for (Map.Entry<String, Cell> entry : object.getValue().entrySet()) {
          writeValue(mapping.fields(), entry.getKey(), entry.getValue(), json);
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new StackException("cannot write JSON into memory", impossible);
    }
    return bytes.toByteArray();
  }

  private void putCell(Cell cell, JsonGenerator json, Map<String, Map<String, Cell>> objects)
      throws IOException {
    String field = cell.field();
    if (cell.text().isEmpty()) {
      checkOptional(field, cell.origin());
      return;
    }
    Optional<String> object = EventFields.objectOf(field);
    if (object.isPresent()) {
      objects
          .computeIfAbsent(object.get(), name -> new LinkedHashMap<>())
          .put(field.substring(object.get().length() + 1), cell);
    } else {
      writeValue(mapping.fields(), field, cell, json);
    }
  }

  private void checkOptional(String field, String origin) {
    if (mapping.fields().required().contains(field)) {
      throw new StackException("%s (%s) is empty".formatted(field, origin));
    }
  }

  /** Throws what {@link #writeEvent} would for this text. */
  static void checkField(EventFields fields, String field, String text) {
    try (JsonGenerator nowhere = JSON.createGenerator(new ByteArrayOutputStream())) {
      nowhere.writeStartObject();
      writeValue(fields, field, Cell.createConstant(field, text), nowhere);
    } catch (IOException impossible) {
      throw new StackException("cannot write JSON into memory", impossible);
    }
  }

  private static void writeValue(EventFields fields, String name, Cell cell, JsonGenerator json)
      throws IOException {
    CellType type = fields.getType(cell.field());
    json.writeFieldName(name);
    try {
      type.writeCell(cell.text(), cell.shift(), json);
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      throw createError(cell, type, wrong);
    }
  }

  private static StackException createError(Cell cell, CellType type, Throwable cause) {
    String text = cell.text();
    String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
    return new StackException(
        "%s (%s): '%s' is not %s".formatted(cell.field(), cell.origin(), shown, type.expected()),
        cause);
  }

  /**
   * A value on its way into an event.
   *
   * @param origin column or option, for messages
   * @param shift added to a time
   */
  private record Cell(String field, String text, String origin, Duration shift) {

    static Cell createConstant(String field, String text) {
      return new Cell(field, text, "--set", Duration.ZERO);
    }
  }
}
