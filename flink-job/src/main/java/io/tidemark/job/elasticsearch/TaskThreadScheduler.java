/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.elasticsearch.common.unit.TimeValue;
import org.elasticsearch.threadpool.Scheduler;

/**
 * Runs what the bulk processor schedules on the task's own thread. The processor's usual thread
 * holds its lock while it waits for a free place among the bulks in flight, and a task that waits
 * for that lock cannot be cancelled.
 */
final class TaskThreadScheduler implements Scheduler {

  private final ProcessingTimeService timers;

  TaskThreadScheduler(ProcessingTimeService timers) {
    this.timers = timers;
  }

  @Override
  public ScheduledCancellable schedule(Runnable command, TimeValue delay, String executor) {
    long due = timers.getCurrentProcessingTime() + delay.millis();
    return Scheduler.wrapAsScheduledCancellable(
        timers.registerTimer(due, timestamp -> command.run()));
  }
}
