/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Makes less of the items of an array while an answer is read, so that never all of them are in
 * memory. It runs on a thread that reads answers of all tenants, and must not wait.
 *
 * @param parent tells the name of the object in which the array stands
 * @param array name of the array
 * @param reducer makes less of one item; null drops it
 */
public record Reduction(
    Predicate<String> parent, String array, Function<JsonNode, JsonNode> reducer) {

  /** Keeps everything. */
  public static final Reduction NONE = new Reduction(name -> false, "", item -> item);

  /** Reduces each bucket of the aggregation of that name. */
  public static Reduction ofBuckets(String aggregation, Function<JsonNode, JsonNode> reducer) {
    return ofBuckets(aggregation::equals, reducer);
  }

  /** Reduces each bucket of the aggregations with such names. */
  public static Reduction ofBuckets(
      Predicate<String> aggregation, Function<JsonNode, JsonNode> reducer) {
    return new Reduction(aggregation, "buckets", reducer);
  }

  /** Reduces each document that was found. */
  public static Reduction ofHits(Function<JsonNode, JsonNode> reducer) {
    return new Reduction("hits"::equals, "hits", reducer);
  }
}
