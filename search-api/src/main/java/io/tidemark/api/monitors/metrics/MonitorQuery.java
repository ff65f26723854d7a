/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.metrics;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.DateRangeExpression;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.util.NamedValue;
import io.tidemark.api.access.Scope;
import io.tidemark.api.access.ScopeFilter;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.monitors.definition.Condition;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.MonitorMetric;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.Group;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.records.CountedRecords;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The search for the values of a monitor in some windows. */
final class MonitorQuery {

  static final String WINDOWS = "windows";
  static final String GROUPS = "groups";
  static final String STAMPS = "stamps";
  static final String UPDATED = "updated";
  static final String FIRST = "first";
  private static final String RANK = "rank";

  /**
   * Groups that each index hands in before the greatest are chosen: up to that many it is exact.
   */
  private static final int EXACT_UP_TO = 10_000;

  private MonitorQuery() {}

  /** The field with the time of a document. */
  static String timeField(Monitor monitor) {
    return monitor.readsRecords() ? "event_time" : "hour";
  }

  /** The input of the metrics of one window. */
  static Aggregations metricAggregations(List<MonitorMetric> metrics) {
    Aggregations input = new Aggregations();
    metrics.forEach(metric -> metric.addTo(input));
    return input;
  }

  /** The metric of the monitor, and those of its floors. */
  static List<MonitorMetric> metrics(Monitor monitor) {
    List<MonitorMetric> metrics = new ArrayList<>(monitor.metric().stream().toList());
    monitor
        .floor()
        .keySet()
        .forEach(
            name ->
                metrics.add(MonitorMetric.of(monitor.workload(), name, monitor.readsRecords())));
    return metrics;
  }

  /**
   * The search for values.
   *
   * @param metrics those of the monitor, with prices
   * @param selection tenant and range
   * @param groups those to read one by one
   */
  static Search body(
      Monitor monitor,
      List<MonitorMetric> metrics,
      Selection selection,
      List<Window> windows,
      List<Window> stamped,
      List<Group> groups) {
    Aggregations all = new Aggregations();
    if (!windows.isEmpty()) {
      Aggregation values = windows(timeField(monitor), windows, metricAggregations(metrics));
      all.add(WINDOWS, values);
      addGroups(all, monitor, groups, values);
    }
    if (!stamped.isEmpty()) {
      all.add(STAMPS, windows(timeField(monitor), stamped, stamps(monitor)));
    }
    return Search.aggregate(query(monitor, selection, List.of()), all.byName());
  }

  /** The search for values of some groups alone. */
  static Search groups(
      Monitor monitor,
      List<MonitorMetric> metrics,
      Selection selection,
      List<Window> windows,
      List<Group> groups) {
    Aggregations all = new Aggregations();
    Aggregation values = windows(timeField(monitor), windows, metricAggregations(metrics));
    addGroups(all, monitor, groups, values);
    return Search.aggregate(query(monitor, selection, groups), all.byName());
  }

  /**
   * The search for the greatest groups in each window; for the newest ones where the monitor looks
   * for new groups. Their values are another search: an index hands in its own greatest alone, and
   * may leave out a group that is among the greatest elsewhere.
   */
  static Search ranking(Monitor monitor, Selection selection, List<Window> windows, int most) {
    Aggregations inner = new Aggregations();
    if (monitor.condition() instanceof Condition.Novelty) {
      inner.addMin(RANK, timeField(monitor));
    } else if (!monitor.readsRecords()) {
      inner.addSum(RANK, monitor.workload().mainCount().field());
    }
    String order = inner.size() == 0 ? "_count" : RANK;
    Aggregation ranks =
        Aggregation.of(
            aggregation ->
                aggregation
                    .terms(
                        terms ->
                            terms
                                .field(monitor.per().orElseThrow())
                                .size(most)
                                .shardSize(EXACT_UP_TO)
                                .order(List.of(NamedValue.of(order, SortOrder.Desc))))
                    .aggregations(inner.byName()));
    Aggregations greatest = new Aggregations().add(GROUPS, ranks);
    return Search.aggregate(
        query(monitor, selection, List.of()),
        Map.of(WINDOWS, windows(timeField(monitor), windows, greatest)));
  }

  /** The search for the first document of a monitor. */
  static Search first(Monitor monitor, Scope scope) {
    return Search.aggregate(
        Queries.all(filters(monitor, scope), monitor.match().leftOutClauses(null)),
        new Aggregations().addMin(FIRST, timeField(monitor)).byName());
  }

  private static Query query(Monitor monitor, Selection selection, List<Group> groups) {
    TimeRange range = selection.range();
    List<Query> filters = filters(monitor, selection.scope());
    filters.add(Queries.within(timeField(monitor), range.from(), range.to()));
    if (!groups.isEmpty()) {
      filters.add(Queries.terms(monitor.per().orElseThrow(), values(groups)));
    }
    return Queries.all(filters, monitor.match().leftOutClauses(null));
  }

  private static List<Query> filters(Monitor monitor, Scope scope) {
    List<Query> filters = new ArrayList<>(ScopeFilter.tenant(scope));
    filters.addAll(monitor.match().keptClauses(null));
    if (monitor.readsRecords()) {
      filters.add(CountedRecords.QUERY);
    }
    return filters;
  }

  /** Documents of a window change by their number, or are written again. */
  private static Aggregations stamps(Monitor monitor) {
    Aggregations stamps = new Aggregations();
    return monitor.readsRecords() ? stamps : stamps.addMax(UPDATED, "updated_at");
  }

  /** Computes {@code values} for each window. */
  static Aggregation windows(String timeField, List<Window> windows, Aggregations values) {
    return Aggregation.of(
        aggregation ->
            aggregation
                .dateRange(
                    dates ->
                        dates
                            .field(timeField)
                            .format("epoch_millis")
                            .ranges(windows.stream().map(MonitorQuery::range).toList()))
                .aggregations(values.byName()));
  }

  private static DateRangeExpression range(Window window) {
    return DateRangeExpression.of(
        range ->
            range
                .key(key(window))
                .from(at -> at.value((double) window.from().toEpochMilli()))
                .to(at -> at.value((double) window.to().toEpochMilli())));
  }

  /** The key of a window in answers, which do not keep the order. */
  static String key(Window window) {
    return window.from().toEpochMilli() + "-" + window.to().toEpochMilli();
  }

  private static void addGroups(
      Aggregations all, Monitor monitor, List<Group> groups, Aggregation values) {
    if (groups.isEmpty()) {
      return;
    }
    all.add(
        GROUPS,
        Aggregation.of(
            aggregation ->
                aggregation
                    .terms(
                        terms ->
                            terms
                                .field(monitor.per().orElseThrow())
                                .size(groups.size())
                                .include(include -> include.terms(values(groups))))
                    .aggregations(Map.of(WINDOWS, values))));
  }

  private static List<String> values(List<Group> groups) {
    return groups.stream().map(Group::value).flatMap(Optional::stream).sorted().toList();
  }
}
