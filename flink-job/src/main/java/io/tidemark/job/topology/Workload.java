/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.topology;

import io.tidemark.job.window.WindowTypes;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.schema.WorkloadSchema;

/**
 * Everything that the job needs to know of a workload. {@link WorkloadPipeline} builds its topology
 * from it, and the options of the job its topics and formats.
 *
 * @param schema its declaration
 * @param noun what it counts, in the names of operators
 * @param source its events
 * @param admission how events enter
 * @param counting how events are counted
 * @param windows how windows are written
 * @param <E> the event
 * @param <R> what crosses the network
 * @param <K> the key of the counting step
 */
public record Workload<E, R, K>(
    WorkloadSchema schema,
    String noun,
    EventSource<E> source,
    Admission<E, R> admission,
    Counting<R, K> counting,
    WindowTypes windows) {

  /** The name in options, uids, documents and metrics. */
  public String id() {
    return schema.id();
  }

  /** Its window documents. */
  public HourlyFamily family() {
    return HourlyFamily.ofSchema(schema);
  }
}
