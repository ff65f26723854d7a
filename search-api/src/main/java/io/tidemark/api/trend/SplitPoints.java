/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.timeseries.Points;
import io.tidemark.api.trend.TrendAnswer.Series;
import io.tidemark.api.trend.TrendReader.Cell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Costs over time whose usage by price distinguishes the series, for example by model: one search
 * of all series together, without a filter for each of them.
 *
 * @param reader the amounts of a point by series; the rest is after the last one
 */
record SplitPoints(
    TrendRequest request, int series, Function<JsonNode, Map<Integer, Number>> reader) {

  /** Empty when each series must be searched. {@code keys}: the values that get a series each. */
  static Optional<SplitPoints> of(TrendRequest request, PricedSelection priced, List<String> keys) {
    Map<String, Integer> positions = new HashMap<>();
    keys.forEach(key -> positions.put(key, positions.size()));
    return request
        .groupBy()
        .flatMap(name -> priced.findSplit(name, request.buckets().size()))
        .map(
            dimension ->
                new SplitPoints(
                    request,
                    keys.size() + 1,
                    priced.readSeries(
                        CostMetric.of(request.metric().name()),
                        dimension,
                        key -> positions.getOrDefault(key, keys.size()))));
  }

  ExpectedAnswer expectedAnswer() {
    return ExpectedAnswer.ofPoints(
        (long) request.buckets().size() * series,
        1,
        Reduction.ofBuckets(TrendQuery.POINTS, point -> Points.reduce(point, reader::apply)));
  }

  List<Series> read(Coverage coverage, SeriesNames names, JsonNode answer) {
    List<Map<?, ?>> points =
        Points.read(request.buckets(), answer.path("aggregations").path(TrendQuery.POINTS)).stream()
            .<Map<?, ?>>map(
                part -> part.isMissingNode() ? Map.of() : (Map<?, ?>) Points.readValue(part))
            .toList();
    return names.list(
        position ->
            TrendReader.points(
                request,
                coverage,
                points.stream()
                    .map(
                        amounts ->
                            new Cell(
                                !amounts.containsKey(position), (Number) amounts.get(position)))
                    .toList()));
  }
}
