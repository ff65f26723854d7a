/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.tidemark.intake.request.IntakeException;
import java.time.Duration;

/** The items that one request takes from the budget of its sender. Belongs to one thread. */
public final class Spending {

  /** The budget of a sender that has sent nothing for as long is full. */
  private static final int BURST_SECONDS = 2;

  private final Bucket budget;
  private final int itemsPerSecond;
  private final Runnable senderCheck;
  private long spent;

  /**
   * @param senderCheck throws when the sender must not send any more
   */
  Spending(Bucket budget, int itemsPerSecond, Runnable senderCheck) {
    this.budget = budget;
    this.itemsPerSecond = itemsPerSecond;
    this.senderCheck = senderCheck;
  }

  static Bucket createBudget(int itemsPerSecond) {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity(burst(itemsPerSecond))
                    .refillGreedy(itemsPerSecond, Duration.ofSeconds(1)))
        .build();
  }

  private static long burst(int itemsPerSecond) {
    return (long) BURST_SECONDS * itemsPerSecond;
  }

  /**
   * Takes items from the budget. A request that is larger than the whole budget waits until it is
   * full, and leaves a debt: senders cannot divide a request, and would lose it.
   *
   * @throws IntakeException 429 when they are too many for now, 401 when the sender's key was
   *     revoked meanwhile
   */
  public void spendItems(int items) {
    if (items == 0) {
      return;
    }
    senderCheck.run();
    long needed = Math.min(items, burst(itemsPerSecond));
    ConsumptionProbe probe = budget.tryConsumeAndReturnRemaining(needed);
    if (!probe.isConsumed()) {
      throw IntakeException.createRetryable(
          429,
          "More than " + itemsPerSecond + " items a second were sent with this key.",
          Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
    }
    spent += needed;
    addDebt(items - needed);
  }

  /** Takes items that were read already from the budget; none for 0 or less. */
  public void addDebt(long items) {
    if (items > 0) {
      budget.consumeIgnoringRateLimits(items);
      spent += items;
    }
  }

  void giveBackAll() {
    if (spent > 0) {
      budget.addTokens(spent);
      spent = 0;
    }
  }
}
