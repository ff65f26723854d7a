/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import java.util.Map;
import java.util.Optional;

/**
 * The values of one group in one window.
 *
 * @param value of the metric; empty if unknown
 * @param floors values of other metrics by name, as far as they are known
 * @param documents whether there is anything
 */
public record MetricValue(Optional<Double> value, Map<String, Double> floors, boolean documents) {

  /** A window without documents. */
  public static final MetricValue NOTHING = new MetricValue(Optional.empty(), Map.of(), false);
}
