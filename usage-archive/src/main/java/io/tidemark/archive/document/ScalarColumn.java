/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.model.json.JsonWriter;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** A single value. */
record ScalarColumn(String name, ScalarType scalar) implements Column {

  @Override
  public Type type() {
    return scalar.createColumn(Repetition.OPTIONAL, name);
  }

  @Override
  public void addTo(Group row, JsonNode value) {
    scalar.add(row, name, value);
  }

  @Override
  public void writeTo(JsonWriter json, Group row) {
    if (row.getFieldRepetitionCount(name) > 0) {
      scalar.write(json, name, row);
    }
  }
}
