/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.metric;

import io.tidemark.api.query.Clauses;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * On how many UTC days there was anything at all.
 *
 * @param name as in answers
 */
public record ActiveDaysMetric(String name) implements Metric {

  @Override
  public void addTo(ObjectNode aggregations) {
    ObjectNode days =
        Clauses.object().put("field", "hour").put("fixed_interval", "24h").put("min_doc_count", 1);
    aggregations.set(name, Clauses.object("date_histogram", days));
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
