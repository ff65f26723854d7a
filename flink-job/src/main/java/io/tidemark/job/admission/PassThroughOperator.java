/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.admission;

import io.tidemark.job.workload.WorkloadOptions;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Admits events that are objects of their own, as they are.
 *
 * @param <E> the event; a format creates a new one each time
 */
public final class PassThroughOperator<E> extends AdmittingOperator<E, E> {

  public PassThroughOperator(String workload, EventAccess<E> events, WorkloadOptions options) {
    super(workload, events, options);
  }

  @Override
  protected void sendOn(E event) {
    output.collect(new StreamRecord<>(event));
  }
}
