/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.DataInput;
import java.io.IOException;

/** Adds runs to the aggregate of the window in which they ended, and takes them back. */
public final class RunAggregation {

  public static final AggregateLayout LAYOUT = AggregateLayout.createFor(WorkloadSchemas.COMFYUI);

  private static final int EXECUTIONS = LAYOUT.findSum("executions");
  private static final int SUCCEEDED = LAYOUT.findSum("succeeded");
  private static final int FAILED = LAYOUT.findSum("failed");
  private static final int CANCELLED = LAYOUT.findSum("cancelled");
  private static final int ABANDONED = LAYOUT.findSum("abandoned");
  private static final int WITHOUT_DURATION = LAYOUT.findSum("runs_without_duration");
  private static final int RUN_TIME = LAYOUT.findHistogram("run_time_ms");
  private static final int QUEUE_TIME = LAYOUT.findHistogram("queue_time_ms");

  /** In {@link #readEarlier}: the order of outcomes. */
  private static final RunOutcome[] EARLIER_OUTCOMES = {
    RunOutcome.SUCCEEDED, RunOutcome.FAILED, RunOutcome.CANCELLED, RunOutcome.ABANDONED
  };

  private RunAggregation() {}

  /** Adds a run that has ended. */
  public static void add(RunView run, Aggregate target) {
    count(run, 1, target);
    target.addDuration(RUN_TIME, run.runMillis());
    target.addDuration(QUEUE_TIME, run.queueMillis());
  }

  /** Takes back a run as it was added. */
  public static void remove(RunView run, Aggregate target) {
    count(run, -1, target);
    target.removeDuration(RUN_TIME, run.runMillis());
    target.removeDuration(QUEUE_TIME, run.queueMillis());
  }

  /** Reads what builds up to 0.1.0 wrote. */
  public static void readEarlier(DataInput in, Aggregate target) throws IOException {
    for (RunOutcome outcome : EARLIER_OUTCOMES) {
      long runs = in.readLong();
      target.add(EXECUTIONS, runs);
      target.add(findSum(outcome), runs);
    }
    target.add(WITHOUT_DURATION, in.readLong());
    target.addEarlierEvents(in.readLong());
    target.readDurations(RUN_TIME, in);
    target.readDurations(QUEUE_TIME, in);
  }

  private static void count(RunView run, int sign, Aggregate target) {
    target.add(EXECUTIONS, sign);
    target.add(findSum(run.outcome()), sign);
    if (run.runMillis() == ComfyuiRun.UNKNOWN) {
      target.add(WITHOUT_DURATION, sign);
    }
  }

  private static int findSum(RunOutcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> SUCCEEDED;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
      case ABANDONED -> ABANDONED;
    };
  }
}
