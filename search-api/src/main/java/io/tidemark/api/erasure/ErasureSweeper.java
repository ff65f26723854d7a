/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

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

/** Runs erasures at once, and keeps erased people away from then on. */
@Component
class ErasureSweeper extends BackgroundWork {

  private static final Logger LOG = LoggerFactory.getLogger(ErasureSweeper.class);

  private final Erasures erasures;
  private final Duration pause;
  private final Counter failures;
  private final boolean enabled;
  private final Semaphore wanted = new Semaphore(0);

  ErasureSweeper(
      Erasures erasures,
      MeterRegistry meters,
      @Value("${tidemark.erasure.sweep:1m}") Duration pause,
      @Value("${tidemark.erasure.enabled:true}") boolean enabled) {
    super("erasures");
    this.erasures = erasures;
    this.pause = pause;
    this.enabled = enabled;
    this.failures = meters.counter("tidemark.erasure.failures");
  }

  /** Sweeps soon. */
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
      if (wanted.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        wanted.drainPermits();
      }
      try {
        erasures.sweepAll();
      } catch (RuntimeException e) {
        failures.increment();
        LOG.warn("Erasures are not kept up this time: {}", e.getMessage());
      }
    }
  }
}
