/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.concurrency.ConcurrencyDimension;
import io.tidemark.job.modelcalls.RecordOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How runs are followed.
 *
 * @param maxTaskDuration a run that takes longer is closed there and counts as abandoned
 * @param horizon of event time for which a run is remembered after its last step, at least
 * @param flushEvery how long folded parts may wait before they go on
 * @param records which runs have a record, and what is in it
 * @param dimensions by what concurrency is measured
 * @param retention how long documents are kept
 */
public record RunOptions(
    Duration maxTaskDuration,
    Duration horizon,
    Duration flushEvery,
    RecordOptions records,
    List<ConcurrencyDimension> dimensions,
    Duration retention)
    implements Serializable {

  public RunOptions {
    dimensions = List.copyOf(dimensions);
  }
}
