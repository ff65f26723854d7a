/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import java.util.ArrayList;
import java.util.List;

/**
 * The query of a panel: metrics of one family, grouped.
 *
 * @param view the family's data view
 * @param where a condition in Kibana's query language; empty for none
 * @param by outermost group first; empty for one value of the whole period
 * @param metrics of the view's workload, for {@link MetricValues}; null for none
 * @param values that are no metrics; the metrics follow them
 */
record Query(String view, String where, List<Bucket> by, List<String> metrics, List<Value> values) {

  Query {
    where = where == null ? "" : where;
    by = by == null ? List.of() : List.copyOf(by);
    metrics = metrics == null ? List.of() : List.copyOf(metrics);
    values = values == null ? List.of() : List.copyOf(values);
  }

  /** The same query with a value in place of each metric. */
  Query resolveMetrics() {
    if (metrics.isEmpty()) {
      return this;
    }
    List<Value> all = new ArrayList<>(values);
    MetricValues resolver = new MetricValues(view);
    metrics.forEach(metric -> all.add(resolver.createValue(metric)));
    return new Query(view, where, by, List.of(), all);
  }

  /**
   * A group: the greatest values of a field, or spans of time.
   *
   * @param top the field; null for spans of time
   * @param size how many values; the rest is one more group
   * @param time length of a span, such as {@code 1h}
   */
  record Bucket(String top, int size, String time) {

    boolean isTime() {
      return time != null;
    }
  }

  /** A metric that Lens can compute, or the ratio of two sums as a formula. */
  enum Operation {
    SUM,
    MAX,
    DISTINCT,
    /** The value of the newest document. */
    LATEST,
    /** The number of documents. */
    COUNT,
    RATIO
  }

  /**
   * One value.
   *
   * @param field null for {@link Operation#COUNT}
   * @param by what a ratio is divided by
   * @param label null for the field's own
   * @param shift how much earlier, {@code previous} for a whole period; null for now
   * @param format {@code percent}; null for the field's own
   */
  record Value(
      Operation operation, String field, String by, String label, String shift, String format) {}
}
