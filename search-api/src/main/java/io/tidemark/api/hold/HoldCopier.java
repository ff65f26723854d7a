/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.hold;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.api.web.BackgroundWork;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Copies documents under legal holds soon after they are written, and at once for a new hold. */
@Component
class HoldCopier extends BackgroundWork {

  private static final Logger LOG = LoggerFactory.getLogger(HoldCopier.class);

  private final Holds holds;
  private final Duration interval;
  private final Counter failures;
  private final boolean enabled;
  private final Semaphore wanted = new Semaphore(0);

  HoldCopier(
      Holds holds,
      MeterRegistry meters,
      @Value("${tidemark.hold.interval:10m}") Duration interval,
      @Value("${tidemark.hold.enabled:true}") boolean enabled) {
    super("hold-copier");
    this.holds = holds;
    this.interval = interval;
    this.enabled = enabled;
    this.failures = meters.counter("tidemark.hold.failures");
  }

  /** Copies soon. */
  void wake() {
    wanted.release();
  }

  @Override
  public void start() {
    if (enabled) {
      super.start();
    }
  }

  @Override
  protected void work() throws InterruptedException {
    while (isRunning()) {
      if (wanted.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        wanted.drainPermits();
      }
      try {
        holds.copyAll();
      } catch (RuntimeException e) {
        failures.increment();
        LOG.warn("Documents under legal holds are not copied this time: {}", e.getMessage());
      }
    }
  }
}
