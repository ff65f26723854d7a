/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import java.util.Locale;

/** A statistic of a histogram; each is a metric, for example {@code latency_ms.p95}. */
public enum DurationStatistic {
  MEAN,
  P50,
  P90,
  P95,
  P99,
  MAX;

  /** The metric of this statistic over a histogram. */
  public String metricOf(String histogram) {
    return histogram + "." + name().toLowerCase(Locale.ROOT);
  }
}
