/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.costs.DepartmentUsage.Reading;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Queries;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.timeseries.Interval;
import io.tidemark.api.timeseries.Points;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.pricing.ModelPattern;
import io.tidemark.model.pricing.Pool;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads the weighted tokens that departments used of a pool, over time. */
@Component
public class PoolUsage {

  private static final String MODELS = "models";
  private static final String POINTS = "points";
  private static final String MODEL = "model";
  private static final String INPUT = "input_tokens";
  private static final String OUTPUT = "output_tokens";
  private static final String TOTAL = "total_tokens";

  private final DepartmentUsage usage;

  PoolUsage(DepartmentUsage usage) {
    this.usage = usage;
  }

  /**
   * The points with usage by their start, each with the weighted tokens of its departments.
   *
   * @param interval into which {@code points} cut the range
   */
  public Map<Instant, Map<String, BigDecimal>> read(
      Selection selection,
      Allocations rules,
      Pool pool,
      Interval interval,
      List<Interval.Bucket> points) {
    Map<Instant, Map<String, BigDecimal>> used = new HashMap<>();
    usage.readUsage(
        Workload.MODEL_CALLS,
        selection,
        rules,
        new Reading(
            createValues(pool, interval, points),
            points.size(),
            Reduction.ofBuckets(POINTS, point -> Points.reduce(point, sums -> weigh(pool, sums)))),
        (shares, bucket) -> {
          List<JsonNode> found = Points.read(points, bucket.path(MODELS).path(POINTS));
          for (int i = 0; i < found.size(); i++) {
            if (Points.readValue(found.get(i)) instanceof BigDecimal weighted) {
              addUsage(
                  used.computeIfAbsent(points.get(i).from(), at -> new HashMap<>()),
                  shares,
                  weighted);
            }
          }
        });
    return used;
  }

  private static BigDecimal weigh(Pool pool, JsonNode sums) {
    return pool.weigh(
        Aggregations.wholeNumber(sums.path(INPUT).path("value")),
        Aggregations.wholeNumber(sums.path(OUTPUT).path("value")),
        Aggregations.wholeNumber(sums.path(TOTAL).path("value")));
  }

  private static void addUsage(
      Map<String, BigDecimal> parts, Map<String, BigDecimal> shares, BigDecimal weighted) {
    shares.forEach(
        (department, share) -> parts.merge(department, weighted.multiply(share), BigDecimal::add));
  }

  private static Aggregations createValues(
      Pool pool, Interval interval, List<Interval.Bucket> points) {
    Aggregations sums = new Aggregations();
    List.of(INPUT, OUTPUT, TOTAL).forEach(field -> sums.addSum(field, field));
    Aggregation overTime = Points.aggregation(interval, points, sums);
    return new Aggregations()
        .add(
            MODELS,
            Aggregation.of(
                aggregation ->
                    aggregation.filter(createServed(pool)).aggregations(POINTS, overTime)));
  }

  private static Query createServed(Pool pool) {
    List<Query> any = new ArrayList<>();
    for (ModelPattern pattern : pool.models()) {
      any.add(
          pattern.prefix()
              ? Queries.prefix(MODEL, pattern.text())
              : Queries.term(MODEL, pattern.text()));
    }
    return Queries.any(any);
  }
}
