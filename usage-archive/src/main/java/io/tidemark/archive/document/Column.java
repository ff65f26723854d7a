/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.model.json.JsonWriter;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.Type;

/** A field of documents as a column. A value that does not fit the column is left out of it. */
interface Column {

  /** The name of the field, without those of the objects around it. */
  String name();

  /** The column in a Parquet schema. */
  Type type();

  /** Adds the value of a document to a row. */
  void addTo(Group row, JsonNode value);

  /** Writes the value of a row as a member of the open object; nothing when the row has none. */
  void writeTo(JsonWriter json, Group row);
}
