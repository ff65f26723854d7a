/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.web;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done again after every pause, and at once when it is wanted. */
public abstract class WokenWork extends BackgroundWork {

  private final String name;
  private final Duration pause;
  private final Counter failures;
  private final boolean enabled;
  private final Semaphore wanted = new Semaphore(0);

  protected WokenWork(String name, Duration pause, Counter failures, boolean enabled) {
    super(name);
    this.name = name;
    this.pause = pause;
    this.failures = failures;
    this.enabled = enabled;
  }

  /** Does it once; the next time makes up for a failure. */
  protected abstract void workOnce();

  /** Does it soon. */
  public final void wake() {
    wanted.release();
  }

  @Override
  public void start() {
    if (enabled) {
      super.start();
    }
  }

  @Override
  protected final void work() throws InterruptedException {
    Logger log = LoggerFactory.getLogger(getClass());
    while (isRunning()) {
      if (wanted.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        wanted.drainPermits();
      }
      try {
        workOnce();
      } catch (RuntimeException e) {
        failures.increment();
        log.warn("The work of {} failed this time: {}", name, e.getMessage());
      }
    }
  }
}
