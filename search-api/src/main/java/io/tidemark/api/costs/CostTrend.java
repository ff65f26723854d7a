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
import io.tidemark.api.timeseries.Interval.Bucket;
import io.tidemark.api.timeseries.PointSearch;
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

  List<Series> readSeries(
      CostTrendRequest request, AccountSource.Account account, List<AgentUsage> agents) {
    if (request.groupBy().isEmpty()) {
      CostPoints points =
          new CostPoints(request.buckets(), Collections.singletonList((String) null));
      account
          .parts()
          .forEach(part -> addAll(points, request, part.workload(), part.priced(), null));
      agents.forEach(usage -> addAgents(points, request, usage, null, List.of()));
      return points.listSeries(account.coverage(), false, false);
    }
    CostGroup by = request.groupBy().get();
    List<String> all = new ArrayList<>();
    groups.listAmounts(account, by, agents).forEach(amount -> all.add(amount.key()));
    List<String> keys = new ArrayList<>(all.subList(0, Math.min(request.limit(), all.size())));
    CostPoints points = new CostPoints(request.buckets(), keys);
    if (keys.isEmpty()) {
      return List.of();
    }
    account.parts().forEach(part -> addAll(points, request, part.workload(), part.priced(), keys));
    agents.forEach(usage -> addAgents(points, request, usage, by, keys));
    return points.listSeries(account.coverage(), true, all.size() > keys.size());
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
    Usage cost = Usage.createFrom(workload, selection, priced.metric(CostMetric.COST));
    addMetric(points, request, cost, by, keys);
  }

  private void addAgents(
      CostPoints points,
      CostTrendRequest request,
      AgentUsage agents,
      CostGroup by,
      List<String> keys) {
    Usage cost = Usage.createFrom(agents.workload(), agents.selection(), agents.metric());
    boolean grouped = by != null && by != CostGroup.TOKEN_CLASS;
    addMetric(points, request, cost, grouped ? by : null, grouped ? keys : null);
  }

  private void addMetric(
      CostPoints points, CostTrendRequest request, Usage usage, CostGroup by, List<String> keys) {
    Optional<String> field = by == null ? Optional.empty() : by.fieldOf(usage.workload());
    if (field.isPresent()) {
      addGroups(points, request, usage, field.get(), keys);
    } else {
      addAsOne(points, request, usage, by == CostGroup.WORKLOAD ? usage.workload().id() : null);
    }
  }

  private void addAsOne(CostPoints points, CostTrendRequest request, Usage usage, String key) {
    JsonNode found =
        searchPoints(
            request,
            usage,
            1,
            part ->
                CostTrendQuery.createSearch(
                    request.interval(), part, usage.selection(), usage.sums()));
    addPoints(
        request,
        found.path(CostTrendQuery.POINTS),
        (position, value) -> points.addValue(key, position, (Money) value));
  }

  private void addGroups(
      CostPoints points, CostTrendRequest request, Usage usage, String field, List<String> keys) {
    JsonNode series =
        searchPoints(
                request,
                usage,
                keys.size() + 1,
                part ->
                    CostTrendQuery.createSearch(
                        request.interval(), part, usage.selection(), usage.sums(), field, keys))
            .path(CostTrendQuery.SERIES)
            .path("buckets");
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      addPoints(
          request,
          series.path(CostTrendQuery.seriesName(i)).path(CostTrendQuery.POINTS),
          (position, value) -> points.addValue(key, position, (Money) value));
    }
    addPoints(
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
    Aggregations sums = new Aggregations();
    priced.addTo(sums);
    Usage usage = new Usage(workload, selection, sums, priced::read);
    JsonNode found =
        searchPoints(
            request,
            usage,
            1,
            part -> CostTrendQuery.createSearch(request.interval(), part, selection, sums));
    addPoints(
        request,
        found.path(CostTrendQuery.POINTS),
        (position, value) ->
            ((CostAccount) value)
                .lines()
                .byClass()
                .forEach(
                    (type, line) -> points.addValue(type.id(), position, Money.of(line.amount()))));
  }

  /** Usage of a workload, the sums to search for, and how a value is read from them. */
  private record Usage(
      Workload workload,
      Selection selection,
      Aggregations sums,
      Function<JsonNode, Object> reader) {

    static Usage createFrom(Workload workload, Selection selection, Metric metric) {
      Aggregations sums = new Aggregations();
      metric.addTo(sums);
      return new Usage(workload, selection, sums, metric::read);
    }
  }

  /** Gets the value of one point with documents. */
  private interface PointConsumer {
    void accept(int position, Object value);
  }

  private static void addPoints(CostTrendRequest request, JsonNode found, PointConsumer consumer) {
    List<JsonNode> parts = Points.read(request.buckets(), found);
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).isMissingNode()) {
        consumer.accept(i, Points.readValue(parts.get(i)));
      }
    }
  }

  private JsonNode searchPoints(
      CostTrendRequest request, Usage usage, int series, Function<List<Bucket>, Search> body) {
    ExpectedAnswer expected =
        ExpectedAnswer.ofPoints(
            (long) request.buckets().size() * series,
            usage.sums().size(),
            Reduction.ofBuckets(
                CostTrendQuery.POINTS, point -> Points.reduce(point, usage.reader())));
    Selection selection = usage.selection();
    return PointSearch.searchPoints(
            request.buckets(),
            expected,
            (part, ofPart) ->
                store.search(
                    selection.scope(),
                    usage.workload(),
                    selection.tiers(),
                    body.apply(part),
                    ofPart))
        .path("aggregations");
  }
}
