/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.metric;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Aggregations by name, each added once: metrics that need the same numbers share them. The order
 * of adding is kept.
 */
public final class Aggregations {

  private final Map<String, Aggregation> byName = new LinkedHashMap<>();

  /** Adds an aggregation, unless the name is taken. */
  public Aggregations add(String name, Aggregation aggregation) {
    byName.putIfAbsent(name, aggregation);
    return this;
  }

  /** Adds the sum of a field. */
  public Aggregations addSum(String name, String field) {
    return add(name, Aggregation.of(aggregation -> aggregation.sum(sum -> sum.field(field))));
  }

  /** Adds sum and number of values of a field. */
  public Aggregations addStats(String name, String field) {
    return add(name, Aggregation.of(aggregation -> aggregation.stats(stats -> stats.field(field))));
  }

  /** Adds the smallest value of a field. */
  public Aggregations addMin(String name, String field) {
    return add(name, Aggregation.of(aggregation -> aggregation.min(min -> min.field(field))));
  }

  /** Adds the greatest value of a field. */
  public Aggregations addMax(String name, String field) {
    return add(name, Aggregation.of(aggregation -> aggregation.max(max -> max.field(field))));
  }

  /** How many there are. */
  public int size() {
    return byName.size();
  }

  /** All of them. */
  public Map<String, Aggregation> byName() {
    return byName;
  }

  /**
   * The number, 0 when there is none. Elasticsearch adds up in doubles: exact up to 2^53, which is
   * also the largest count that an event may carry.
   */
  public static long wholeNumber(JsonNode value) {
    return value.isNumber() ? Math.round(value.asDouble()) : 0;
  }
}
