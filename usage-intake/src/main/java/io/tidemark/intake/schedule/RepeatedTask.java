/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that runs again and again on a thread of its own. Whatever a run throws, the next one
 * follows: an executor by itself ends a schedule at the first error, and says nothing.
 */
public final class RepeatedTask implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RepeatedTask.class);

  private final String name;
  private final Runnable task;
  private final ScheduledExecutorService timer;

  /**
   * @param name of the thread
   */
  public RepeatedTask(String name, Runnable task) {
    this.name = name;
    this.task = task;
    timer =
        Executors.newSingleThreadScheduledExecutor(
            run -> {
              Thread thread = new Thread(run, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts it.
   *
   * @param first the time until the first run
   * @param interval from the end of a run to the next one
   */
  public void start(Duration first, Duration interval) {
    var unused =
        timer.scheduleWithFixedDelay(
            this::runOnce, first.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void runOnce() {
    try {
      task.run();
    } catch (Throwable failure) {
      logFailure(failure);
    }
  }

  private void logFailure(Throwable failure) {
    try {
      LOG.error("{} failed, and runs again", name, failure);
    } catch (Throwable withoutMemory) {
      // Where no memory is left, there is none for a line of the log.
    }
  }

  public boolean isClosed() {
    return timer.isShutdown();
  }

  /** Interrupts the current run. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
