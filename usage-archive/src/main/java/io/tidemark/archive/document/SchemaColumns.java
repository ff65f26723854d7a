/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** The columns of a file, from its own schema: another build may have written it. */
final class SchemaColumns {

  private SchemaColumns() {}

  /** The columns by name, in the order of the schema. */
  static Map<String, Column> of(MessageType schema) {
    Map<String, Column> columns = new LinkedHashMap<>();
    schema.getFields().forEach(type -> columns.put(type.getName(), create(type)));
    return columns;
  }

  private static Column create(Type type) {
    if (type.isPrimitive()) {
      return new ScalarColumn(type.getName(), scalarOf(type.asPrimitiveType()));
    }
    GroupType group = type.asGroupType();
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof MapLogicalTypeAnnotation) {
      Type value = group.getType(MapColumn.ENTRIES).asGroupType().getType(MapColumn.VALUE);
      return new MapColumn(type.getName(), scalarOf(value.asPrimitiveType()));
    }
    if (annotation instanceof ListLogicalTypeAnnotation) {
      return createList(group);
    }
    return createObject(group);
  }

  private static Column createList(GroupType list) {
    Type element = list.getType(ListColumn.LIST).asGroupType().getType(ListColumn.ELEMENT);
    return element.isPrimitive()
        ? new ListColumn(list.getName(), scalarOf(element.asPrimitiveType()))
        : new ObjectListColumn(list.getName(), createObject(element.asGroupType()));
  }

  private static ObjectColumn createObject(GroupType group) {
    List<Column> members = group.getFields().stream().map(SchemaColumns::create).toList();
    return new ObjectColumn(group.getName(), members);
  }

  private static ScalarType scalarOf(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case BINARY -> ScalarType.TEXT;
      case INT32 -> ScalarType.INTEGER;
      case DOUBLE -> ScalarType.DOUBLE;
      case BOOLEAN -> ScalarType.BOOLEAN;
      case INT64 ->
          type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation
              ? ScalarType.TIME
              : ScalarType.LONG;
      default -> throw new IllegalArgumentException("no column has the type " + type);
    };
  }
}
