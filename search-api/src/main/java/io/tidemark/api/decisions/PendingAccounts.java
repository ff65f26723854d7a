/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The usage that was admitted for the accounts of one budget and is not counted yet. Its memory is
 * limited, however long no usage is counted, and a sum costs the same.
 */
final class PendingAccounts {

  /** As many as a budget may have. The usage of further accounts is not known until counted. */
  static final int MOST_ACCOUNTS = 10_000;

  /** Seconds of an account that are kept apart. */
  static final int MOST_SECONDS = 600;

  private final Map<String, Seconds> accounts = new ConcurrentHashMap<>();
  private volatile long forgottenBefore = Long.MIN_VALUE;

  /** Adds an admitted call. */
  void addExpected(String account, Instant time, BigDecimal expected) {
    boolean counted = time.getEpochSecond() < forgottenBefore;
    boolean tooMany = accounts.size() >= MOST_ACCOUNTS && !accounts.containsKey(account);
    if (expected.signum() == 0 || counted || tooMany) {
      return;
    }
    accounts.compute(
        account,
        (name, known) -> {
          Seconds seconds = known == null ? new Seconds() : known;
          seconds.add(time.getEpochSecond(), expected);
          return seconds;
        });
  }

  /**
   * The usage that was admitted from {@code counted} on. Older usage is counted, and all accounts
   * forget it.
   */
  BigDecimal sumSince(String account, Instant counted) {
    forgetBefore(counted);
    Seconds seconds = accounts.get(account);
    return seconds == null ? BigDecimal.ZERO : seconds.total;
  }

  /** Makes all accounts forget older usage. */
  void forgetBefore(Instant time) {
    if (time.getEpochSecond() > forgottenBefore) {
      forgetSeconds(time.getEpochSecond());
    }
  }

  private synchronized void forgetSeconds(long second) {
    if (second <= forgottenBefore) {
      return;
    }
    for (String account : accounts.keySet()) {
      accounts.computeIfPresent(account, (name, seconds) -> seconds.keepFrom(second));
    }
    forgottenBefore = second;
  }

  /** Number of accounts with such usage. */
  int size() {
    return accounts.size();
  }

  /** The sums of one account. They change only while the map holds its lock of the account. */
  private static final class Seconds {
    private final SortedMap<Long, BigDecimal> sums = new TreeMap<>();
    private volatile BigDecimal total = BigDecimal.ZERO;

    void add(long second, BigDecimal expected) {
      sums.merge(second, expected, BigDecimal::add);
      total = total.add(expected);
      if (sums.size() > MOST_SECONDS) {
        joinOldest();
      }
    }

    /** Under the later second: usage may count twice for a while rather than not at all. */
    private void joinOldest() {
      BigDecimal oldest = sums.remove(sums.firstKey());
      sums.merge(sums.firstKey(), oldest, BigDecimal::add);
    }

    /** The amounts from a second on; null when there are none. */
    Seconds keepFrom(long second) {
      SortedMap<Long, BigDecimal> counted = sums.headMap(second);
      BigDecimal rest = total;
      for (BigDecimal sum : counted.values()) {
        rest = rest.subtract(sum);
      }
      counted.clear();
      total = rest;
      return sums.isEmpty() ? null : this;
    }
  }
}
