/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.document;

import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.FieldType;
import io.tidemark.model.schema.WorkloadSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of a family of documents, from the declaration of its fields. */
final class FamilyColumns {

  /** Fields whose values are arrays, besides the lists of ids that schemas declare. */
  private static final Set<String> LISTS = Set.of("bin_counts", "minute_max", "user_ids");

  /** The array of objects of {@link IndexFamily#COMFYUI_CONCURRENCY}. */
  private static final Set<String> OBJECT_LISTS = Set.of("levels");

  private static final String ANY_NAME = "*";

  private FamilyColumns() {}

  /** The columns in the order of the declaration. */
  static List<Column> of(IndexFamily family) {
    List<String> idLists = family.schema().map(WorkloadSchema::idLists).orElse(List.of());
    Map<String, List<Field>> fields = new LinkedHashMap<>();
    for (Field field : DocumentFields.of(family)) {
      fields.computeIfAbsent(firstName(field), name -> new ArrayList<>()).add(field);
    }
    List<Column> columns = new ArrayList<>();
    fields.forEach((name, parts) -> columns.add(create(name, parts, idLists)));
    return columns;
  }

  private static String firstName(Field field) {
    return field.name().split("\\.", 2)[0];
  }

  private static Column create(String name, List<Field> parts, List<String> idLists) {
    Field first = parts.get(0);
    if (first.name().equals(name)) {
      return createValue(name, first.type(), idLists);
    }
    List<Column> members = parts.stream().map(part -> createMember(name, part)).toList();
    if (members.get(0).name().equals(ANY_NAME)) {
      return new MapColumn(name, ScalarType.of(first.type()));
    }
    return OBJECT_LISTS.contains(name)
        ? new ObjectListColumn(name, new ObjectColumn(ListColumn.ELEMENT, members))
        : new ObjectColumn(name, members);
  }

  private static Column createMember(String parent, Field field) {
    String name = field.name().substring(parent.length() + 1);
    if (name.endsWith("." + ANY_NAME)) {
      String object = name.substring(0, name.length() - ANY_NAME.length() - 1);
      return new MapColumn(object, ScalarType.of(field.type()));
    }
    return createValue(name, field.type(), List.of());
  }

  private static Column createValue(String name, FieldType type, List<String> idLists) {
    if (type == FieldType.FLATTENED) {
      return new MapColumn(name, ScalarType.TEXT);
    }
    ScalarType scalar = ScalarType.of(type);
    return LISTS.contains(name) || idLists.contains(name)
        ? new ListColumn(name, scalar)
        : new ScalarColumn(name, scalar);
  }
}
