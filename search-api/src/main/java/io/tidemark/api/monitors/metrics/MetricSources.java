/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.metrics;

import io.tidemark.api.monitors.evaluation.MetricSource;
import io.tidemark.api.monitors.evaluation.PipelineSource;

/** Opens what monitors of a tenant compare. */
@FunctionalInterface
public interface MetricSources {

  /** The values of metrics. */
  MetricSource open(String tenant);

  /** The counts of events that are lost. */
  default PipelineSource openPipeline(String tenant) {
    throw new UnsupportedOperationException("These are values of metrics alone");
  }
}
