/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.api.metric.Aggregations;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Amounts of a selection that need no search of their own in most cases: another search over the
 * same documents reads the usage.
 */
public final class AmountsPlan {

  private final Consumer<Aggregations> usage;
  private final Function<JsonNode, PricedSelection> prices;

  AmountsPlan(Consumer<Aggregations> usage, Function<JsonNode, PricedSelection> prices) {
    this.usage = usage;
    this.prices = prices;
  }

  /** Adds the usage to a search over the documents of the selection. */
  public void addTo(Aggregations aggregations) {
    usage.accept(aggregations);
  }

  /** Prices the usage in the answer to that search; what it lacks is searched. */
  public PricedSelection price(JsonNode aggregations) {
    return prices.apply(aggregations);
  }
}
