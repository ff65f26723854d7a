/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.directory;

import io.tidemark.api.export.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Names of the directory for answers, and for rows of exports: there in columns after all others,
 * so that those keep their places, and also without any name, so that files of a tenant have the
 * same columns every day.
 */
@Component
public class Labels {

  /** The end of the name of a column with names. */
  public static final String SUFFIX = "_label";

  private final Directory directory;

  Labels(Directory directory) {
    this.directory = directory;
  }

  /** Names of the values of dimensions. */
  @FunctionalInterface
  public interface Names {

    /** The name of a value; empty when there is none. */
    Optional<String> find(String dimension, String value);
  }

  /** The name of a value of a dimension; empty when the directory has none. */
  public Optional<String> find(String tenant, String dimension, String value) {
    return directory.findLabel(tenant, dimension, value);
  }

  /** The names of values by dimension; null when none has one. */
  public Map<String, String> findAll(String tenant, Map<String, String> values) {
    Map<String, String> names = new LinkedHashMap<>();
    values.forEach(
        (dimension, value) ->
            find(tenant, dimension, value).ifPresent(name -> names.put(dimension, name)));
    return names.isEmpty() ? null : names;
  }

  /** Adds the names of columns that are called like their dimension. */
  public Table addTo(Table table, String tenant) {
    return addTo(table, (dimension, value) -> find(tenant, dimension, value));
  }

  /** The same with other names than those of the directory. */
  public static Table addTo(Table table, Names names) {
    return addTo(
        table,
        names,
        table.columns().stream()
            .distinct()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    Function.identity(),
                    (one, other) -> one,
                    LinkedHashMap::new)));
  }

  /** Adds the names of {@code dimensions}: the dimension whose values a column has, by column. */
  public Table addTo(Table table, String tenant, Map<String, String> dimensions) {
    return addTo(table, (dimension, value) -> find(tenant, dimension, value), dimensions);
  }

  private static Table addTo(Table table, Names names, Map<String, String> dimensions) {
    List<String> columns = new ArrayList<>(table.columns());
    Map<Integer, String> named = new LinkedHashMap<>();
    dimensions.forEach(
        (column, dimension) -> {
          if (DirectoryKind.ofDimension(dimension).isPresent()) {
            named.put(table.columns().indexOf(column), dimension);
            columns.add(column + SUFFIX);
          }
        });
    return named.isEmpty()
        ? table
        : new Table(columns, new LabelledRows(names, table.rows(), named));
  }

  /** Rows with the names of some of their cells, by position. */
  private static final class LabelledRows implements Iterator<List<Object>> {
    private final Names names;
    private final Iterator<List<Object>> rows;
    private final Map<Integer, String> named;

    LabelledRows(Names names, Iterator<List<Object>> rows, Map<Integer, String> named) {
      this.names = names;
      this.rows = rows;
      this.named = named;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public List<Object> next() {
      List<Object> row = new ArrayList<>(rows.next());
      named.forEach(
          (position, dimension) ->
              row.add(
                  row.get(position) instanceof String value
                      ? names.find(dimension, value).orElse(null)
                      : null));
      return row;
    }
  }
}
