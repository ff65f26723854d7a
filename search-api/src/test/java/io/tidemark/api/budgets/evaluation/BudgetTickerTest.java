/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When all budgets are looked at. */
@Tag("fast")
class BudgetTickerTest {

  private final Semaphore looks = new Semaphore(0);
  private final AtomicReference<Object> version = new AtomicReference<>(new Object());

  @Test
  void looksAtNewRevisionsBeforeTheNextTick() throws InterruptedException {
    BudgetTicker ticker = new BudgetTicker(looks::release, version::get, Duration.ofHours(1));
    ticker.start();
    try {
      assertThat(looks.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      version.set(new Object());
      assertThat(looks.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      assertThat(looks.availablePermits()).isZero();
    } finally {
      ticker.stop();
    }
  }

  @Test
  void looksAtEachTickAlsoAfterAFailure() throws InterruptedException {
    Runnable failing =
        () -> {
          looks.release();
          throw new IllegalStateException("down");
        };
    BudgetTicker ticker = new BudgetTicker(failing, version::get, Duration.ofMillis(5));
    ticker.start();
    try {
      assertThat(looks.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
    } finally {
      ticker.stop();
    }
  }
}
