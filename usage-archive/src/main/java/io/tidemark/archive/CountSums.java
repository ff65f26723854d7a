/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive;

import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.Field.Role;
import io.tidemark.model.schema.FieldType;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;

/** The sum of every count of the documents of a family, by field. */
final class CountSums {

  /** Members of durations that are no counts; bins add up to the count of their histogram. */
  private static final Set<String> NOT_SUMMED = Set.of("min", "max", "bins", "levels");

  private final List<String[]> paths;
  private final Map<String, BigInteger> sums = new TreeMap<>();

  CountSums(IndexFamily family) {
    paths =
        DocumentFields.of(family).stream()
            .filter(field -> field.role() == Role.MEASURE && field.type() == FieldType.LONG)
            .map(Field::name)
            .map(name -> name.split("\\.", -1))
            .filter(path -> Arrays.stream(path).noneMatch(NOT_SUMMED::contains))
            .toList();
  }

  void add(Group row) {
    for (String[] path : paths) {
      String field = path[0];
      if (row.getFieldRepetitionCount(field) == 0) {
        continue;
      }
      if (path.length == 1) {
        addValue(row, field, field);
      } else if (path[1].equals("*")) {
        addEntries(row.getGroup(field, 0), field);
      } else {
        addValue(row.getGroup(field, 0), path[1], field + "." + path[1]);
      }
    }
  }

  Map<String, BigInteger> sums() {
    return sums;
  }

  private void addEntries(Group map, String name) {
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      Group entry = map.getGroup(0, i);
      addValue(entry, "value", name + "." + entry.getString("key", 0));
    }
  }

  private void addValue(Group group, String field, String name) {
    if (group.getType().getType(field).isPrimitive() && group.getFieldRepetitionCount(field) > 0) {
      sums.merge(name, BigInteger.valueOf(group.getLong(field, 0)), BigInteger::add);
    }
  }
}
