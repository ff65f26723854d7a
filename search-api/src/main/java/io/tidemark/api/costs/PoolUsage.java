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

/** Reads the weighted tokens that departments used of a pool, by window. */
@Component
public class PoolUsage {

  private static final String MODELS = "models";
  private static final String HOURS = "hours";
  private static final String MODEL = "model";
  private static final String INPUT = "input_tokens";
  private static final String OUTPUT = "output_tokens";

  private final DepartmentUsage usage;

  PoolUsage(DepartmentUsage usage) {
    this.usage = usage;
  }

  /** The windows with usage, each with the weighted tokens of its departments. */
  public Map<Instant, Map<String, BigDecimal>> read(
      Selection selection, Allocations rules, Pool pool) {
    Map<Instant, Map<String, BigDecimal>> used = new HashMap<>();
    usage.readUsage(
        Workload.MODEL_CALLS,
        selection,
        rules,
        new Reading(createValues(pool), selection.range().hours(), Reduction.NONE),
        (shares, bucket) -> {
          for (JsonNode hour : bucket.path(MODELS).path(HOURS).path("buckets")) {
            addUsage(used, pool, shares, hour);
          }
        });
    return used;
  }

  private static void addUsage(
      Map<Instant, Map<String, BigDecimal>> used,
      Pool pool,
      Map<String, BigDecimal> shares,
      JsonNode hour) {
    BigDecimal weighted =
        pool.weigh(
            Aggregations.wholeNumber(hour.path(INPUT).path("value")),
            Aggregations.wholeNumber(hour.path(OUTPUT).path("value")));
    Map<String, BigDecimal> parts =
        used.computeIfAbsent(
            Instant.ofEpochMilli(hour.path("key").asLong()), at -> new HashMap<>());
    shares.forEach(
        (department, share) -> parts.merge(department, weighted.multiply(share), BigDecimal::add));
  }

  private static Aggregations createValues(Pool pool) {
    Aggregations sums = new Aggregations().addSum(INPUT, INPUT).addSum(OUTPUT, OUTPUT);
    Aggregation hours =
        Aggregation.of(
            aggregation ->
                aggregation
                    .dateHistogram(
                        all -> all.field("hour").fixedInterval(t -> t.time("1h")).minDocCount(1))
                    .aggregations(sums.byName()));
    return new Aggregations()
        .add(
            MODELS,
            Aggregation.of(
                aggregation -> aggregation.filter(createServed(pool)).aggregations(HOURS, hours)));
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
