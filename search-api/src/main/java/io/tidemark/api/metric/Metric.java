/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.metric;

import tools.jackson.databind.JsonNode;

/** One metric over any set of hourly documents: the aggregations it needs, and how to read them. */
public sealed interface Metric
    permits CountMetric,
        SecondsMetric,
        RatioMetric,
        DistinctMetric,
        ActiveDaysMetric,
        DurationMetric,
        PricedMetric {

  /** As it appears in requests and answers. */
  String name();

  /** Adds the aggregations of this metric; those that another metric added stay as they are. */
  void addTo(Aggregations aggregations);

  /** As {@link #addTo(Aggregations)}, with histograms merged that way. */
  default void addTo(Aggregations aggregations, BinMerge merge) {
    addTo(aggregations);
  }

  /** The value, or null when no document knows it. */
  Number read(JsonNode aggregations);

  /** As {@link #read}, in a unit in which values of parts add up exactly. */
  default Number readExact(JsonNode aggregations) {
    return read(aggregations);
  }

  /** The value that answers have of an exact one. */
  default Number showExact(Number exact) {
    return exact;
  }

  /**
   * The value of a time in which nothing was counted, or null where nothing has none.
   *
   * @param reported whether any other time knows the value
   */
  default Number ofNothing(boolean reported) {
    return null;
  }

  /** Whether a range with documents may have no value. */
  default boolean mayBeNull() {
    return true;
  }

  /** Buckets that a group has at most of this metric's own; 1 when it is a plain number. */
  default int bucketsPerGroup() {
    return 1;
  }

  /** Whether the values of parts add up to the value of the whole. */
  default boolean addsUp() {
    return false;
  }
}
