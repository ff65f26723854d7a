/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.metric;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import tools.jackson.databind.JsonNode;

/**
 * On how many UTC days there was anything at all.
 *
 * @param name as in answers
 */
public record ActiveDaysMetric(String name) implements Metric {

  @Override
  public void addTo(Aggregations aggregations) {
    aggregations.add(
        name,
        Aggregation.of(
            aggregation ->
                aggregation.dateHistogram(
                    days -> days.field("hour").fixedInterval(t -> t.time("24h")).minDocCount(1))));
  }

  @Override
  public Long read(JsonNode aggregations) {
    return (long) aggregations.path(name).path("buckets").size();
  }

  @Override
  public Long ofNothing(boolean reported) {
    return 0L;
  }

  @Override
  public boolean mayBeNull() {
    return false;
  }
}
