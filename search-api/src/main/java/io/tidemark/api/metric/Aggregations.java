/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.metric;

import io.tidemark.api.query.Clauses;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Plain metric aggregations, and their numbers. */
public final class Aggregations {

  private Aggregations() {}

  /** Adds {@code type} over {@code field} under {@code name}, unless the name is taken. */
  public static void field(ObjectNode aggregations, String name, String type, String field) {
    if (!aggregations.has(name)) {
      aggregations.set(name, Clauses.object(type, Clauses.object().put("field", field)));
    }
  }

  /**
   * The number, 0 when there is none. Elasticsearch adds up in doubles: exact up to 2^53, which is
   * also the largest count that an event may carry.
   */
  public static long wholeNumber(JsonNode value) {
    return value.isNumber() ? Math.round(value.asDouble()) : 0;
  }
}
