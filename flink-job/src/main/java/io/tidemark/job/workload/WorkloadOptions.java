/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.workload;

import io.tidemark.job.concurrency.ConcurrencyDimension;
import io.tidemark.job.window.DayOptions;
import io.tidemark.job.window.WindowOptions;
import io.tidemark.model.modelcalls.CallOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * The options of the operators, one record for all workloads; an operator reads those that it
 * needs.
 *
 * @param hours how windows are cut and published
 * @param days which local days are aggregated
 * @param horizon event time for which an event is known after its window, at least as long as the
 *     lateness
 * @param retention how long documents are kept, and runs and jobs without an end are known
 * @param flushEvery how long partial aggregates may wait before they are sent
 * @param records which records are kept, and what of them
 * @param maxTaskDuration a run that takes longer is closed there and counts as abandoned
 * @param concurrency the dimensions by which concurrency is measured
 * @param calls what is computed for a model call beyond what its source reports
 */
public record WorkloadOptions(
    WindowOptions hours,
    DayOptions days,
    Duration horizon,
    Duration retention,
    Duration flushEvery,
    RecordOptions records,
    Duration maxTaskDuration,
    List<ConcurrencyDimension> concurrency,
    CallOptions calls)
    implements Serializable {

  public WorkloadOptions {
    concurrency = List.copyOf(concurrency);
  }

  /** These options with other records. */
  public WorkloadOptions withRecords(RecordOptions other) {
    return new WorkloadOptions(
        hours, days, horizon, retention, flushEvery, other, maxTaskDuration, concurrency, calls);
  }

  /** These options with another time that partial aggregates may wait. */
  public WorkloadOptions withFlushEvery(Duration other) {
    return new WorkloadOptions(
        hours, days, horizon, retention, other, records, maxTaskDuration, concurrency, calls);
  }
}
