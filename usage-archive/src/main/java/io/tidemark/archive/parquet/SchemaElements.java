/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.JsonType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MapType;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** A schema as footers hold it: a list of all columns and the groups around them. */
final class SchemaElements {

  private SchemaElements() {}

  static List<SchemaElement> listAll(MessageType schema) {
    List<SchemaElement> elements = new ArrayList<>();
    elements.add(new SchemaElement(schema.getName()).setNum_children(schema.getFieldCount()));
    schema.getFields().forEach(field -> add(elements, field));
    return elements;
  }

  /** The type of a column in metadata. */
  static org.apache.parquet.format.Type typeOf(PrimitiveTypeName name) {
    return switch (name) {
      case BINARY -> org.apache.parquet.format.Type.BYTE_ARRAY;
      default -> org.apache.parquet.format.Type.valueOf(name.name());
    };
  }

  private static void add(List<SchemaElement> elements, Type type) {
    SchemaElement element = new SchemaElement(type.getName());
    element.setRepetition_type(FieldRepetitionType.valueOf(type.getRepetition().name()));
    if (type.getLogicalTypeAnnotation() != null) {
      annotate(element, type.getLogicalTypeAnnotation());
    }
    elements.add(element);
    if (type.isPrimitive()) {
      element.setType(typeOf(type.asPrimitiveType().getPrimitiveTypeName()));
      return;
    }
    GroupType group = type.asGroupType();
    element.setNum_children(group.getFieldCount());
    group.getFields().forEach(field -> add(elements, field));
  }

  /** The older converted type is next to each logical type, for older readers. */
  private static void annotate(SchemaElement element, LogicalTypeAnnotation annotation) {
    if (annotation instanceof StringLogicalTypeAnnotation) {
      element.setConverted_type(ConvertedType.UTF8);
      element.setLogicalType(LogicalType.STRING(new StringType()));
    } else if (annotation instanceof JsonLogicalTypeAnnotation) {
      element.setConverted_type(ConvertedType.JSON);
      element.setLogicalType(LogicalType.JSON(new JsonType()));
    } else if (annotation instanceof ListLogicalTypeAnnotation) {
      element.setConverted_type(ConvertedType.LIST);
      element.setLogicalType(LogicalType.LIST(new ListType()));
    } else if (annotation instanceof MapLogicalTypeAnnotation) {
      element.setConverted_type(ConvertedType.MAP);
      element.setLogicalType(LogicalType.MAP(new MapType()));
    } else if (annotation instanceof TimestampLogicalTypeAnnotation) {
      element.setConverted_type(ConvertedType.TIMESTAMP_MILLIS);
      element.setLogicalType(
          LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.MILLIS(new MilliSeconds()))));
    } else {
      throw new IllegalArgumentException("no archive has columns of type " + annotation);
    }
  }
}
