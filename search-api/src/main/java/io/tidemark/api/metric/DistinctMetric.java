/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.metric;

import io.tidemark.api.query.Clauses;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
  public void addTo(ObjectNode aggregations) {
    if (!aggregations.has(name)) {
      ObjectNode body =
          Clauses.object().put("field", field).put("precision_threshold", PRECISION_THRESHOLD);
      aggregations.set(name, Clauses.object("cardinality", body));
    }
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
