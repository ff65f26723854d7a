/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.metric;

import tools.jackson.databind.JsonNode;

/**
 * An amount of money, which is calculated from the usage by price.
 *
 * @param name as in requests and answers
 * @param addsUp whether the amounts of parts add up
 * @param bucketsPerGroup buckets of {@code pricer} in each group, at most
 */
public record PricedMetric(String name, boolean addsUp, int bucketsPerGroup, Pricer pricer)
    implements Metric {

  /** Knows the prices. */
  public interface Pricer {

    /** Adds the usage that is priced. */
    void addTo(Aggregations aggregations);

    /** The amount; null when it is unknown. */
    Number read(JsonNode aggregations);

    /** The amount without usage. */
    Number ofNothing();
  }

  @Override
  public void addTo(Aggregations aggregations) {
    pricer.addTo(aggregations);
  }

  @Override
  public Number read(JsonNode aggregations) {
    return pricer.read(aggregations);
  }

  @Override
  public Number ofNothing(boolean reported) {
    return reported && addsUp ? pricer.ofNothing() : null;
  }
}
