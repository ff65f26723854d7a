/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.metrics;

import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.MonitorMetric;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.Group;
import io.tidemark.api.monitors.evaluation.MetricSource;
import io.tidemark.api.monitors.evaluation.MetricValues;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Values of one tenant from Elasticsearch, one search for each reading. */
public final class StoredMetrics implements MetricSource {

  /** Values of the dimension that are watched one by one. */
  public static final int MOST_GROUPS = 200;

  private final UsageStore store;
  private final FirstDocuments firstDocuments;
  private final Costs costs;
  private final Scope scope;

  StoredMetrics(UsageStore store, FirstDocuments firstDocuments, Costs costs, String tenant) {
    this.store = store;
    this.firstDocuments = firstDocuments;
    this.costs = costs;
    this.scope = Scope.ofTenant(tenant);
  }

  @Override
  public MetricValues read(Monitor monitor, List<Window> windows, List<Window> stamped) {
    List<Window> all = new ArrayList<>(stamped);
    // The windows that are judged are remembered with their stamps.
    windows.stream().filter(window -> !all.contains(window)).forEach(all::add);
    return search(monitor, windows, all, Set.of());
  }

  @Override
  public MetricValues readGroups(Monitor monitor, List<Window> windows, Set<Group> groups) {
    return search(monitor, windows, List.of(), groups);
  }

  private MetricValues search(
      Monitor monitor, List<Window> windows, List<Window> stamped, Set<Group> groups) {
    List<Window> all = new ArrayList<>(windows);
    all.addAll(stamped);
    if (all.isEmpty()) {
      return MetricValues.NONE;
    }
    TimeRange range = range(all);
    List<MonitorMetric> metrics = metrics(monitor, range);
    int numbers = Math.max(1, MonitorQuery.metricAggregations(metrics).size());
    int most = groups(monitor, metrics, windows.size(), numbers);
    ExpectedAnswer expected =
        ExpectedAnswer.ofPoints(
            (long) windows.size() * (most + 1) + stamped.size(),
            numbers,
            MonitorReader.reduction(metrics));
    Instant first = firstDocuments.find(scope, monitor);
    return store.read(
        scope,
        family(monitor),
        range,
        MonitorQuery.body(
            monitor,
            metrics,
            new Selection(scope, range, monitor.match()),
            windows,
            stamped,
            groups,
            most),
        expected,
        answer -> MonitorReader.read(monitor, windows, stamped, groups, first, answer));
  }

  static IndexFamily family(Monitor monitor) {
    return monitor.readsRecords()
        ? monitor.workload().records().orElseThrow()
        : monitor.workload().hourly();
  }

  /** The metrics of the monitor; money by the prices of now. */
  private List<MonitorMetric> metrics(Monitor monitor, TimeRange range) {
    List<MonitorMetric> metrics = MonitorQuery.metrics(monitor);
    if (metrics.stream().noneMatch(MonitorMetric::isMoney)) {
      return metrics;
    }
    return costs
        .price(monitor.workload(), new Selection(scope, range, monitor.match()))
        .map(priced -> metrics.stream().map(metric -> metric.pricedBy(priced)).toList())
        .orElse(metrics);
  }

  /** Fewer groups where each needs many numbers. */
  private static int groups(
      Monitor monitor, List<MonitorMetric> metrics, int windows, int numbers) {
    if (monitor.per().isEmpty() || windows == 0) {
      return 0;
    }
    long buckets = 1 + metrics.stream().mapToLong(metric -> metric.bucketsPerGroup() - 1).sum();
    long byBuckets = ExpectedAnswer.MOST_BUCKETS / (windows * buckets) - 1;
    long byNumbers = ExpectedAnswer.MOST_VALUES / ((long) windows * numbers) - 2;
    return (int) Math.max(1, Math.min(MOST_GROUPS, Math.min(byBuckets, byNumbers)));
  }

  private static TimeRange range(List<Window> windows) {
    Instant from = windows.stream().map(Window::from).min(Comparator.naturalOrder()).orElseThrow();
    Instant to = windows.stream().map(Window::to).max(Comparator.naturalOrder()).orElseThrow();
    return new TimeRange(from, to);
  }
}
