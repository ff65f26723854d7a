/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.web;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The work of a thread of its own from the start of the API until its stop, or until it is done.
 * Whatever it throws, it begins again after a pause: nothing else would notice its end.
 */
public abstract class BackgroundWork implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final String name;
  private final Duration pause;
  private volatile Thread worker;

  protected BackgroundWork(String name) {
    this(name, PAUSE);
  }

  /** With a pause of its own, for tests. */
  BackgroundWork(String name, Duration pause) {
    this.name = name;
    this.pause = pause;
  }

  /**
   * Does it; ends when {@link #isRunning} no longer holds.
   *
   * @throws InterruptedException when the API stops during a pause
   */
  protected abstract void work() throws InterruptedException;

  @Override
  public void start() {
    worker = new Thread(this::workUntilStopped, name);
    worker.setDaemon(true);
    worker.start();
  }

  private void workUntilStopped() {
    try {
      while (isRunning() && !tryWork()) {
        Thread.sleep(pause.toMillis());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the work is done. */
  private boolean tryWork() throws InterruptedException {
    try {
      work();
      return true;
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Throwable fault) {
      logFault(fault);
      return false;
    }
  }

  private void logFault(Throwable fault) {
    try {
      LOG.error("The work of {} failed, and begins again", name, fault);
    } catch (Throwable withoutMemory) {
      // Where no memory is left, there is none for a line of the log.
    }
  }

  @Override
  public void stop() {
    Thread stopped = worker;
    worker = null;
    if (stopped != null) {
      stopped.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }
}
