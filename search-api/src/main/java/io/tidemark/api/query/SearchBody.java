/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.query;

import tools.jackson.databind.node.ObjectNode;

/** Whole search bodies. */
public final class SearchBody {

  /** How long Elasticsearch may work on one search. */
  public static final String TIMEOUT = "10s";

  private SearchBody() {}

  /** Answers with aggregations alone. */
  public static ObjectNode aggregate(ObjectNode query, ObjectNode aggregations) {
    ObjectNode body = Clauses.object();
    body.put("size", 0);
    body.put("timeout", TIMEOUT);
    body.put("track_total_hits", false);
    body.set("query", query);
    body.set("aggs", aggregations);
    return body;
  }
}
