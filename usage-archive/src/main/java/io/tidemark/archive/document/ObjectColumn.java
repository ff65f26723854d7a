/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.model.json.JsonWriter;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** An object with the same members in each document, such as a histogram. */
record ObjectColumn(String name, List<Column> members) implements Column {

  ObjectColumn {
    members = List.copyOf(members);
  }

  @Override
  public Type type() {
    return new GroupType(
        Repetition.OPTIONAL, name, members.stream().map(Column::type).toArray(Type[]::new));
  }

  @Override
  public void addTo(Group row, JsonNode value) {
    if (value.isObject()) {
      addMembers(row.addGroup(name), value);
    }
  }

  void addMembers(Group target, JsonNode object) {
    for (Column member : members) {
      JsonNode value = object.get(member.name());
      if (value != null) {
        member.addTo(target, value);
      }
    }
  }

  @Override
  public void writeTo(JsonWriter json, Group row) {
    if (row.getFieldRepetitionCount(name) == 0) {
      return;
    }
    json.beginObject(name);
    writeMembers(json, row.getGroup(name, 0));
    json.endObject();
  }

  void writeMembers(JsonWriter json, Group object) {
    members.forEach(member -> member.writeTo(json, object));
  }
}
