/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * The usage of the accounts of a budget in a period.
 *
 * @param accounts usage by value; only accounts with usage
 * @param countedThrough when the newest of the documents was written; null without documents
 * @param finalThrough all before is final; null while nothing is
 * @param completeFrom usage from this time on is known to be complete; null when all of it is
 */
public record AccountUsage(
    Map<String, Used> accounts,
    Instant countedThrough,
    Instant finalThrough,
    Instant completeFrom) {

  /**
   * Usage of one account.
   *
   * @param used the sum of all windows, as the page shows it
   * @param atLeast the part that no later event takes back
   */
  public record Used(BigDecimal used, BigDecimal atLeast) {

    /** No usage. */
    public static final Used NOTHING = new Used(BigDecimal.ZERO, BigDecimal.ZERO);

    /** The part of it that a department has. */
    Used multiply(BigDecimal share) {
      return new Used(used.multiply(share), atLeast.multiply(share));
    }
  }

  public AccountUsage {
    accounts = Map.copyOf(accounts);
  }

  /** The usage of a period that is kept as a whole. */
  public AccountUsage(Map<String, Used> accounts, Instant countedThrough, Instant finalThrough) {
    this(accounts, countedThrough, finalThrough, null);
  }

  /** All usage before is counted: what was written, and what is final; null when nothing is. */
  public Instant certainThrough() {
    if (countedThrough == null || finalThrough == null) {
      return countedThrough == null ? finalThrough : countedThrough;
    }
    return countedThrough.isAfter(finalThrough) ? countedThrough : finalThrough;
  }

  /** Usage of one account. */
  public Used of(String value) {
    return accounts.getOrDefault(value, Used.NOTHING);
  }
}
