/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.metric;

import tools.jackson.databind.JsonNode;

/**
 * The sum of a counter.
 *
 * @param name as in requests and answers
 * @param field the counter in documents
 * @param mayBeUnknown documents leave the field out when nothing was reported; a sum over such
 *     documents alone is unknown, not 0
 */
public record CountMetric(String name, String field, boolean mayBeUnknown) implements Metric {

  /** A counter that has the name of its field. */
  public CountMetric(String name, boolean mayBeUnknown) {
    this(name, name, mayBeUnknown);
  }

  @Override
  public void addTo(Aggregations aggregations) {
    // stats counts the documents that have the field; sum answers 0 where there is none.
    if (mayBeUnknown) {
      aggregations.addStats(name, field);
    } else {
      aggregations.addSum(name, field);
    }
  }

  @Override
  public Long read(JsonNode aggregations) {
    JsonNode found = aggregations.path(name);
    if (!mayBeUnknown) {
      return Aggregations.wholeNumber(found.path("value"));
    }
    return found.path("count").asLong(0) == 0 ? null : Aggregations.wholeNumber(found.path("sum"));
  }

  @Override
  public Long ofNothing(boolean reported) {
    return mayBeUnknown && !reported ? null : Long.valueOf(0);
  }

  @Override
  public boolean addsUp() {
    return true;
  }

  @Override
  public boolean mayBeNull() {
    return mayBeUnknown;
  }
}
