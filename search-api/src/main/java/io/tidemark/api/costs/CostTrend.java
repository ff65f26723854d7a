/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.cost.CostAccount;
import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.costs.CostTrendAnswer.Series;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.timeseries.Points;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads the cost of all workloads over time. */
@Component
class CostTrend {

  private final UsageStore store;
  private final CostGroups groups;

  CostTrend(UsageStore store, CostGroups groups) {
    this.store = store;
    this.groups = groups;
  }

  List<Series> read(
      CostTrendRequest request, AccountSource.Account account, List<AgentUsage> agents) {
    if (request.groupBy().isEmpty()) {
      CostPoints points =
          new CostPoints(request.buckets(), Collections.singletonList((String) null));
      account
          .parts()
          .forEach(part -> addAll(points, request, part.workload(), part.priced(), null));
      agents.forEach(usage -> addAgents(points, request, usage, null, List.of()));
      return points.list(account.coverage(), false, false);
    }
    CostGroup by = request.groupBy().get();
    List<String> all = new ArrayList<>();
    groups.list(account, by, agents).forEach(amount -> all.add(amount.key()));
    List<String> keys = new ArrayList<>(all.subList(0, Math.min(request.limit(), all.size())));
    CostPoints points = new CostPoints(request.buckets(), keys);
    if (keys.isEmpty()) {
      return List.of();
    }
    account.parts().forEach(part -> addAll(points, request, part.workload(), part.priced(), keys));
    agents.forEach(usage -> addAgents(points, request, usage, by, keys));
    return points.list(account.coverage(), true, all.size() > keys.size());
  }

  /** {@code keys} null: all usage is one series. */
  private void addAll(
      CostPoints points,
      CostTrendRequest request,
      Workload workload,
      PricedSelection priced,
      List<String> keys) {
    Selection selection = priced.selection();
    CostGroup by = request.groupBy().orElse(null);
    if (by == CostGroup.TOKEN_CLASS) {
      addClasses(points, request, workload, selection, priced);
      return;
    }
    Metric metric = priced.metric(CostMetric.COST);
    addMetric(points, request, workload, selection, metric, by, keys);
  }

  private void addAgents(
      CostPoints points,
      CostTrendRequest request,
      AgentUsage usage,
      CostGroup by,
      List<String> keys) {
    addMetric(
        points,
        request,
        usage.workload(),
        usage.selection(),
        usage.metric(),
        by == CostGroup.TOKEN_CLASS ? null : by,
        by == null || by == CostGroup.TOKEN_CLASS ? null : keys);
  }

  private void addMetric(
      CostPoints points,
      CostTrendRequest request,
      Workload workload,
      Selection selection,
      Metric metric,
      CostGroup by,
      List<String> keys) {
    Aggregations usage = new Aggregations();
    metric.addTo(usage);
    Optional<String> field = by == null ? Optional.empty() : by.fieldOf(workload);
    if (field.isEmpty()) {
      String key = by == CostGroup.WORKLOAD ? workload.id() : null;
      JsonNode found =
          search(
              request,
              workload,
              selection,
              CostTrendQuery.body(request, selection, usage),
              1,
              usage,
              metric::read);
      add(
          request,
          found.path(CostTrendQuery.POINTS),
          (position, value) -> points.add(key, position, (Money) value));
      return;
    }
    JsonNode series =
        search(
                request,
                workload,
                selection,
                CostTrendQuery.body(request, selection, usage, field.get(), keys),
                keys.size() + 1,
                usage,
                metric::read)
            .path(CostTrendQuery.SERIES)
            .path("buckets");
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      add(
          request,
          series.path(CostTrendQuery.seriesName(i)).path(CostTrendQuery.POINTS),
          (position, value) -> points.add(key, position, (Money) value));
    }
    add(
        request,
        series.path(CostTrendQuery.OTHER).path(CostTrendQuery.POINTS),
        (position, value) -> points.addToOther(position, (Money) value));
  }

  private void addClasses(
      CostPoints points,
      CostTrendRequest request,
      Workload workload,
      Selection selection,
      PricedSelection priced) {
    Aggregations usage = new Aggregations();
    priced.addTo(usage);
    JsonNode found =
        search(
            request,
            workload,
            selection,
            CostTrendQuery.body(request, selection, usage),
            1,
            usage,
            priced::read);
    add(
        request,
        found.path(CostTrendQuery.POINTS),
        (position, value) ->
            ((CostAccount) value)
                .lines()
                .byClass()
                .forEach((type, line) -> points.add(type.id(), position, Money.of(line.amount()))));
  }

  /** Gets the value of one point with documents. */
  private interface PointConsumer {
    void accept(int position, Object value);
  }

  private static void add(CostTrendRequest request, JsonNode found, PointConsumer consumer) {
    List<JsonNode> parts = Points.read(request.buckets(), found);
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).isMissingNode()) {
        consumer.accept(i, Points.readValue(parts.get(i)));
      }
    }
  }

  private JsonNode search(
      CostTrendRequest request,
      Workload workload,
      Selection selection,
      Search body,
      int series,
      Aggregations usage,
      Function<JsonNode, Object> reader) {
    return store
        .search(
            selection.scope(),
            workload,
            selection.tiers(),
            body,
            ExpectedAnswer.ofPoints(
                (long) request.buckets().size() * series,
                usage.size(),
                Reduction.ofBuckets(CostTrendQuery.POINTS, point -> Points.reduce(point, reader))))
        .path("aggregations");
  }
}
