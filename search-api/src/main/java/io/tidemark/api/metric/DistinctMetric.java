/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.metric;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import tools.jackson.databind.JsonNode;

/**
 * How many different values a dimension has. Exact for all practical purposes up to the threshold;
 * beyond it Elasticsearch estimates.
 *
 * @param name as in answers
 * @param field the dimension
 * @param mayBeUnknown whether no value at all means that the number is unknown, not 0
 */
public record DistinctMetric(String name, String field, boolean mayBeUnknown) implements Metric {

  /** The greatest that Elasticsearch allows. */
  private static final int PRECISION_THRESHOLD = 40_000;

  /** A dimension: where no document has a value, there is none. */
  public DistinctMetric(String name, String field) {
    this(name, field, false);
  }

  @Override
  public void addTo(Aggregations aggregations) {
    aggregations.add(
        name,
        Aggregation.of(
            aggregation ->
                aggregation.cardinality(
                    values -> values.field(field).precisionThreshold(PRECISION_THRESHOLD))));
  }

  @Override
  public Long read(JsonNode aggregations) {
    long values = Aggregations.wholeNumber(aggregations.path(name).path("value"));
    return values == 0 && mayBeUnknown ? null : Long.valueOf(values);
  }

  @Override
  public Long ofNothing(boolean reported) {
    return 0L;
  }

  @Override
  public boolean mayBeNull() {
    return mayBeUnknown;
  }
}
