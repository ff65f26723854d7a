/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.model.json.JsonWriter;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** An array of texts or numbers. */
record ListColumn(String name, ScalarType scalar) implements Column {

  static final String LIST = "list";
  static final String ELEMENT = "element";

  @Override
  public Type type() {
    return Types.optionalGroup()
        .as(LogicalTypeAnnotation.listType())
        .repeatedGroup()
        .addField(scalar.createColumn(Repetition.OPTIONAL, ELEMENT))
        .named(LIST)
        .named(name);
  }

  @Override
  public void addTo(Group row, JsonNode value) {
    if (!value.isArray()) {
      return;
    }
    Group list = row.addGroup(name);
    value.forEach(element -> scalar.add(list.addGroup(LIST), ELEMENT, element));
  }

  @Override
  public void writeTo(JsonWriter json, Group row) {
    if (row.getFieldRepetitionCount(name) == 0) {
      return;
    }
    Group list = row.getGroup(name, 0);
    json.beginArray(name);
    for (int i = 0; i < list.getFieldRepetitionCount(LIST); i++) {
      Group element = list.getGroup(LIST, i);
      if (element.getFieldRepetitionCount(ELEMENT) > 0) {
        scalar.writeElement(json, element, ELEMENT);
      }
    }
    json.endArray();
  }
}
