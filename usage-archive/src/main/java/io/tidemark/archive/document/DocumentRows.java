/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.archive.ArchiveException;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.json.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * The documents of a family as rows and back.
 *
 * <p>A row holds a column per field, the names of the fields in their order, and, only when these
 * do not give the document back byte for byte, its text: for example after an update by a script,
 * or with fields of another build.
 */
public final class DocumentRows {

  /** Id of the document. */
  public static final String ID = "_id";

  /** External version of the document. */
  public static final String VERSION = "_version";

  static final String FIELDS = "_fields";
  static final String SOURCE = "_source";

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String SEPARATOR = ",";

  private final Map<String, Column> columns;
  private final MessageType schema;
  private final JsonWriter writer = new JsonWriter();

  /** Rows of files that this build writes. Belongs to one thread. */
  public DocumentRows(IndexFamily family) {
    this(createSchema(family));
  }

  /** Rows of files that any build wrote. Belongs to one thread. */
  public DocumentRows(MessageType schema) {
    this.schema = schema;
    columns = SchemaColumns.of(schema);
    List.of(ID, VERSION, FIELDS, SOURCE).forEach(columns::remove);
  }

  private static MessageType createSchema(IndexFamily family) {
    List<Type> types = new ArrayList<>();
    types.add(ScalarType.TEXT.createColumn(Repetition.REQUIRED, ID));
    types.add(ScalarType.LONG.createColumn(Repetition.REQUIRED, VERSION));
    types.add(ScalarType.TEXT.createColumn(Repetition.REQUIRED, FIELDS));
    types.add(
        Types.optional(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.jsonType())
            .named(SOURCE));
    FamilyColumns.of(family).forEach(column -> types.add(column.type()));
    return new MessageType(family.id(), types);
  }

  /** The schema of the rows. */
  public MessageType schema() {
    return schema;
  }

  /** The row of a document. */
  public Group toRow(StoredDocument document) {
    JsonNode json = parse(document);
    Group row = new SimpleGroup(schema);
    row.add(ID, document.id());
    row.add(VERSION, document.version());
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      Column column = columns.get(field.getKey());
      if (column != null) {
        names.add(field.getKey());
        column.addTo(row, field.getValue());
      }
    }
    row.add(FIELDS, String.join(SEPARATOR, names));
    if (!Arrays.equals(writeColumns(row), document.source())) {
      row.add(SOURCE, Binary.fromConstantByteArray(document.source()));
    }
    return row;
  }

  /** The document of a row. */
  public StoredDocument toDocument(Group row) {
    byte[] source =
        row.getFieldRepetitionCount(SOURCE) > 0
            ? row.getBinary(SOURCE, 0).getBytes()
            : writeColumns(row);
    return new StoredDocument(row.getString(ID, 0), row.getLong(VERSION, 0), source);
  }

  /** Whether the columns alone give the document of the row back. */
  static boolean isInColumns(Group row) {
    return row.getFieldRepetitionCount(SOURCE) == 0;
  }

  private byte[] writeColumns(Group row) {
    writer.beginObject();
    for (String name : row.getString(FIELDS, 0).split(SEPARATOR, -1)) {
      Column column = columns.get(name);
      if (column != null) {
        column.writeTo(writer, row);
      }
    }
    writer.endObject();
    return writer.finish();
  }

  private static JsonNode parse(StoredDocument document) {
    try {
      return JSON.readTree(document.source());
    } catch (IOException damaged) {
      throw new ArchiveException(
          "document %s is not JSON: %s"
              .formatted(document.id(), new String(document.source(), UTF_8)),
          damaged);
    }
  }
}
