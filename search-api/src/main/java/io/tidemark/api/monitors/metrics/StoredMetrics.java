/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.metrics;

import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.monitors.definition.Condition;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.MonitorMetric;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.Group;
import io.tidemark.api.monitors.evaluation.MetricSource;
import io.tidemark.api.monitors.evaluation.MetricValues;
import io.tidemark.api.monitors.evaluation.References;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values of one tenant from Elasticsearch. */
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
  public Map<Window, Set<Group>> findGroups(Monitor monitor, List<Window> windows) {
    Map<Window, Set<Group>> found = new HashMap<>();
    windows.forEach(window -> found.put(window, Set.of()));
    if (monitor.per().isEmpty() || windows.isEmpty()) {
      return found;
    }
    boolean withPast =
        monitor.condition() instanceof Condition.Novelty || monitor.watchesIdleGroups();
    TimeRange range = range(withPast ? References.listRead(monitor, windows) : windows);
    List<Window> ranked =
        withPast ? List.of(new Window(range.from(), range.to())) : List.copyOf(windows);
    Map<Window, Set<Group>> ranking =
        store.read(
            scope,
            family(monitor),
            range,
            MonitorQuery.ranking(
                monitor, new Selection(scope, range, monitor.match()), ranked, MOST_GROUPS),
            ExpectedAnswer.ofPoints(
                (long) ranked.size() * MOST_GROUPS, 1, MonitorReader.rankingReduction()),
            answer -> MonitorReader.ranking(ranked, answer));
    found.replaceAll((window, none) -> ranking.get(withPast ? ranked.get(0) : window));
    return found;
  }

  @Override
  public MetricValues read(
      Monitor monitor, List<Window> windows, List<Window> stamped, Set<Group> groups) {
    // The windows that are judged are remembered with their stamps.
    Set<Window> all = new LinkedHashSet<>(stamped);
    all.addAll(windows);
    if (all.isEmpty()) {
      return MetricValues.NONE;
    }
    TimeRange range = range(all);
    List<MonitorMetric> metrics = metrics(monitor, range);
    List<Group> sorted = groups.stream().sorted().toList();
    int most = Math.min(sorted.size(), groupsAtOnce(metrics, windows.size()));
    List<Group> some = sorted.subList(0, most);
    Selection selection = new Selection(scope, range, monitor.match());
    List<Window> toStamp = List.copyOf(all);
    MetricValues found =
        search(
            monitor,
            range,
            MonitorQuery.body(monitor, metrics, selection, windows, toStamp, some),
            expected(metrics, windows.size() * (most + 1L) + toStamp.size()),
            windows,
            toStamp);
    return found.with(
        readGroups(monitor, windows, Set.copyOf(sorted.subList(most, sorted.size()))));
  }

  @Override
  public MetricValues readGroups(Monitor monitor, List<Window> windows, Set<Group> groups) {
    if (windows.isEmpty() || groups.isEmpty()) {
      return MetricValues.NONE;
    }
    TimeRange range = range(windows);
    List<MonitorMetric> metrics = metrics(monitor, range);
    Selection selection = new Selection(scope, range, monitor.match());
    List<Group> sorted = groups.stream().sorted().toList();
    int most = groupsAtOnce(metrics, windows.size());
    MetricValues found = MetricValues.NONE;
    for (int i = 0; i < sorted.size(); i += most) {
      List<Group> some = sorted.subList(i, Math.min(sorted.size(), i + most));
      MetricValues more =
          search(
              monitor,
              range,
              MonitorQuery.groups(monitor, metrics, selection, windows, some),
              expected(metrics, (long) windows.size() * some.size()),
              windows,
              List.of());
      found = more.with(found);
    }
    return found;
  }

  private MetricValues search(
      Monitor monitor,
      TimeRange range,
      Search search,
      ExpectedAnswer expected,
      List<Window> windows,
      List<Window> stamped) {
    Instant first = firstDocuments.find(scope, monitor);
    return store.read(
        scope,
        family(monitor),
        range,
        search,
        expected,
        answer -> MonitorReader.read(windows, stamped, first, answer));
  }

  private static ExpectedAnswer expected(List<MonitorMetric> metrics, long points) {
    return ExpectedAnswer.ofPoints(points, numbers(metrics), MonitorReader.reduction(metrics));
  }

  private static int numbers(List<MonitorMetric> metrics) {
    return Math.max(1, MonitorQuery.metricAggregations(metrics).size());
  }

  static IndexFamily family(Monitor monitor) {
    return monitor.readsRecords()
        ? monitor.workload().records().orElseThrow()
        : monitor.workload().hourly();
  }

  /** The metrics of the monitor; money by the current prices. */
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

  /** Groups whose values fit into one answer: fewer where each needs many numbers. */
  private static int groupsAtOnce(List<MonitorMetric> metrics, int windows) {
    if (windows == 0) {
      return MOST_GROUPS;
    }
    long buckets = 1 + metrics.stream().mapToLong(metric -> metric.bucketsPerGroup() - 1).sum();
    long byBuckets = ExpectedAnswer.MOST_BUCKETS / (windows * buckets) - 1;
    long byNumbers = ExpectedAnswer.MOST_VALUES / ((long) windows * numbers(metrics)) - 2;
    return (int) Math.max(1, Math.min(MOST_GROUPS, Math.min(byBuckets, byNumbers)));
  }

  private static TimeRange range(Collection<Window> windows) {
    Instant from = windows.stream().map(Window::from).min(Comparator.naturalOrder()).orElseThrow();
    Instant to = windows.stream().map(Window::to).max(Comparator.naturalOrder()).orElseThrow();
    return new TimeRange(from, to);
  }
}
