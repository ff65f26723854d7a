/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The usage that this instance admitted and that is not counted yet, by account and second. */
final class Pending {

  private final Map<String, TreeMap<Long, BigDecimal>> accounts = new ConcurrentHashMap<>();

  /** Adds an admitted call. */
  void add(String account, Instant time, BigDecimal expected) {
    if (expected.signum() == 0) {
      return;
    }
    accounts.compute(
        account,
        (key, seconds) -> {
          TreeMap<Long, BigDecimal> sums = seconds == null ? new TreeMap<>() : seconds;
          sums.merge(time.getEpochSecond(), expected, BigDecimal::add);
          return sums;
        });
  }

  /**
   * The usage that was admitted from {@code counted} on. Older usage is counted, and is forgotten.
   */
  BigDecimal sumSince(String account, Instant counted) {
    BigDecimal[] sum = {BigDecimal.ZERO};
    accounts.computeIfPresent(
        account,
        (key, seconds) -> {
          seconds.headMap(counted.getEpochSecond()).clear();
          for (BigDecimal second : seconds.values()) {
            sum[0] = sum[0].add(second);
          }
          return seconds.isEmpty() ? null : seconds;
        });
    return sum[0];
  }

  /** Forgets everything from before {@code oldest}. */
  void forgetBefore(Instant oldest) {
    for (String account : accounts.keySet()) {
      sumSince(account, oldest);
    }
  }
}
