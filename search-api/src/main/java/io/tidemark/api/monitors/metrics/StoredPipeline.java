/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.metrics;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.access.Scope;
import io.tidemark.api.access.ScopeFilter;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.PipelineSource;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.UsageStore;
import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;

/** Counts of rejected and conflicting events of one tenant from Elasticsearch. */
public final class StoredPipeline implements PipelineSource {

  private static final String CONFLICTING = "conflicting_duplicates";

  private final UsageStore store;
  private final Scope scope;

  public StoredPipeline(UsageStore store, String tenant) {
    this.store = store;
    this.scope = Scope.ofTenant(tenant);
  }

  @Override
  public Map<Window, Double> countRejected(Monitor monitor, List<Window> windows) {
    Search search = search(monitor, windows, "recorded_at", new Aggregations());
    // A letter is in the index of its record's day, which may be long before.
    JsonNode answer = store.searchAllDays(scope, IndexFamily.DEAD_LETTERS, search);
    return read(windows, answer, bucket -> bucket.path("doc_count").asDouble(0));
  }

  @Override
  public Map<Window, Double> countConflicting(Monitor monitor, List<Window> windows) {
    Aggregations sums = new Aggregations().addSum(CONFLICTING, CONFLICTING);
    Search search = search(monitor, windows, "hour", sums);
    JsonNode answer = store.search(scope, IndexFamily.PIPELINE_HOURLY, range(windows), search);
    return read(windows, answer, bucket -> bucket.path(CONFLICTING).path("value").asDouble(0));
  }

  private Search search(
      Monitor monitor, List<Window> windows, String timeField, Aggregations values) {
    TimeRange range = range(windows);
    List<Query> filters = new ArrayList<>(ScopeFilter.tenant(scope));
    filters.add(Queries.term("pipeline", monitor.workload().id()));
    filters.add(Queries.within(timeField, range.from(), range.to()));
    Aggregation byWindow = MonitorQuery.windows(timeField, windows, values);
    return Search.aggregate(
        Queries.all(filters, List.of()), Map.of(MonitorQuery.WINDOWS, byWindow));
  }

  private static Map<Window, Double> read(
      List<Window> windows, JsonNode answer, ToDoubleFunction<JsonNode> count) {
    Map<String, Double> byKey = new HashMap<>();
    for (JsonNode bucket : answer.path("aggregations").path(MonitorQuery.WINDOWS).path("buckets")) {
      byKey.put(bucket.path("key").asString(), count.applyAsDouble(bucket));
    }
    Map<Window, Double> counts = new HashMap<>();
    windows.forEach(
        window -> counts.put(window, byKey.getOrDefault(MonitorQuery.key(window), 0.0)));
    return counts;
  }

  private static TimeRange range(List<Window> windows) {
    Instant from = windows.stream().map(Window::from).min(Comparator.naturalOrder()).orElseThrow();
    Instant to = windows.stream().map(Window::to).max(Comparator.naturalOrder()).orElseThrow();
    return new TimeRange(from, to);
  }
}
