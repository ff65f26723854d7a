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
import org.apache.parquet.schema.Types;

/**
 * An array of objects with the same members.
 *
 * @param element an object named {@link ListColumn#ELEMENT}
 */
record ObjectListColumn(String name, ObjectColumn element) implements Column {

  @Override
  public Type type() {
    return Types.optionalGroup()
        .as(LogicalTypeAnnotation.listType())
        .repeatedGroup()
        .addField(element.type())
        .named(ListColumn.LIST)
        .named(name);
  }

  @Override
  public void addTo(Group row, JsonNode value) {
    if (!value.isArray()) {
      return;
    }
    Group list = row.addGroup(name);
    value.forEach(object -> element.addTo(list.addGroup(ListColumn.LIST), object));
  }

  @Override
  public void writeTo(JsonWriter json, Group row) {
    if (row.getFieldRepetitionCount(name) == 0) {
      return;
    }
    Group list = row.getGroup(name, 0);
    json.beginArray(name);
    for (int i = 0; i < list.getFieldRepetitionCount(ListColumn.LIST); i++) {
      Group object = list.getGroup(ListColumn.LIST, i);
      json.beginObject();
      if (object.getFieldRepetitionCount(ListColumn.ELEMENT) > 0) {
        element.writeMembers(json, object.getGroup(ListColumn.ELEMENT, 0));
      }
      json.endObject();
    }
    json.endArray();
  }
}
