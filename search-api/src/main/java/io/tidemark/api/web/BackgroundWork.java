/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.web;

import org.springframework.context.SmartLifecycle;

/**
 * The work of a thread of its own from the start of the API until its stop, or until it is done.
 */
public abstract class BackgroundWork implements SmartLifecycle {

  private final String name;
  private volatile Thread worker;

  protected BackgroundWork(String name) {
    this.name = name;
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
      work();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
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
