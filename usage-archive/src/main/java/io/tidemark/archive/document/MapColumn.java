/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.model.json.JsonWriter;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** An object whose names are values, such as status codes. */
record MapColumn(String name, ScalarType scalar) implements Column {

  static final String ENTRIES = "key_value";
  static final String KEY = "key";
  static final String VALUE = "value";

  @Override
  public Type type() {
    return Types.optionalGroup()
        .as(LogicalTypeAnnotation.mapType())
        .repeatedGroup()
        .addField(ScalarType.TEXT.createColumn(Repetition.REQUIRED, KEY))
        .addField(scalar.createColumn(Repetition.OPTIONAL, VALUE))
        .named(ENTRIES)
        .named(name);
  }

  @Override
  public void addTo(Group row, JsonNode value) {
    if (!value.isObject()) {
      return;
    }
    Group map = row.addGroup(name);
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      Group entry = map.addGroup(ENTRIES);
      entry.add(KEY, member.getKey());
      scalar.add(entry, VALUE, member.getValue());
    }
  }

  @Override
  public void writeTo(JsonWriter json, Group row) {
    if (row.getFieldRepetitionCount(name) == 0) {
      return;
    }
    Group map = row.getGroup(name, 0);
    json.beginObject(name);
    for (int i = 0; i < map.getFieldRepetitionCount(ENTRIES); i++) {
      writeEntry(json, map.getGroup(ENTRIES, i));
    }
    json.endObject();
  }

  private void writeEntry(JsonWriter json, Group entry) {
    if (entry.getFieldRepetitionCount(VALUE) == 0) {
      return;
    }
    String key = entry.getString(KEY, 0);
    switch (scalar) {
      case LONG -> json.field(key, entry.getLong(VALUE, 0));
      case TEXT -> json.field(key, entry.getString(VALUE, 0));
      default -> throw new IllegalStateException("no map holds values of type " + scalar);
    }
  }
}
