/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.admission.BatchingOperator;
import io.tidemark.job.admission.EventAccess;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.comfyui.ComfyuiStep;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Admits steps of runs and passes them on as rows. */
public final class StepAdmission extends BatchingOperator<ComfyuiStep, StepBatch> {

  private transient StepBatches batches;

  public StepAdmission(String workload, EventAccess<ComfyuiStep> events, WorkloadOptions options) {
    super(workload, events, options);
  }

  @Override
  public void open() throws Exception {
    super.open();
    batches =
        new StepBatches(
            getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks(),
            batch -> output.collect(new StreamRecord<>(batch)));
  }

  @Override
  protected void sendOn(ComfyuiStep step) {
    batches.add(step);
    sendLater();
  }

  @Override
  protected void flush() {
    batches.flush();
  }
}
