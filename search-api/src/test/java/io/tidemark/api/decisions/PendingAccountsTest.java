/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Usage that was admitted and is not counted yet. */
@Tag("fast")
class PendingAccountsTest {

  private static final Instant START = Instant.parse("2026-03-12T10:00:00Z");

  private final PendingAccounts pending = new PendingAccounts();

  private void add(String account, int second, long tokens) {
    pending.addExpected(account, START.plusSeconds(second), BigDecimal.valueOf(tokens));
  }

  private long sumSince(String account, int second) {
    return pending.sumSince(account, START.plusSeconds(second)).longValueExact();
  }

  @Test
  void sumsTheUsageOfEachAccountFromTheCountedTimeOn() {
    add("alice", 0, 5);
    add("alice", 3, 7);
    add("bob", 3, 100);

    assertThat(sumSince("alice", 0)).isEqualTo(12);
    assertThat(sumSince("alice", 1)).isEqualTo(7);
    assertThat(sumSince("alice", 3)).isEqualTo(7);
    assertThat(sumSince("bob", 3)).isEqualTo(100);
    assertThat(sumSince("carol", 3)).isZero();
  }

  @Test
  void forgetsAccountsWhoseUsageIsCounted() {
    for (int user = 0; user < 500; user++) {
      add("user-" + user, user < 499 ? 0 : 9, 1);
    }

    assertThat(sumSince("user-0", 5)).isZero();

    assertThat(pending.size()).isEqualTo(1);
    assertThat(sumSince("user-499", 5)).isEqualTo(1);
  }

  @Test
  void keepsTheSumWhileNothingIsCountedForHours() {
    int seconds = 4 * 3_600;
    for (int second = 0; second < seconds; second++) {
      add("alice", second, 2);
    }

    assertThat(sumSince("alice", 0)).isEqualTo(2L * seconds);
    // The last minutes are still distinguished.
    assertThat(sumSince("alice", seconds - 60)).isEqualTo(2 * 60);
    assertThat(sumSince("alice", seconds)).isZero();
    assertThat(pending.size()).isZero();
  }

  @Test
  void remembersNoMoreAccountsThanABudgetMayHave() {
    for (int user = 0; user < PendingAccounts.MOST_ACCOUNTS + 10; user++) {
      add("user-" + user, 0, 1);
    }
    add("user-0", 1, 4);

    assertThat(pending.size()).isEqualTo(PendingAccounts.MOST_ACCOUNTS);
    assertThat(sumSince("user-0", 0)).isEqualTo(5);
  }

  @Test
  void losesNothingWhenManyThreadsAddWhileUsageIsCounted() throws Exception {
    int threads = 4;
    int calls = 20_000;
    ExecutorService gateways = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        all.add(
            gateways.submit(
                () -> {
                  for (int call = 0; call < calls; call++) {
                    add("alice", call / 1_000, 1);
                    sumSince("alice", call / 1_000 - 100);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      gateways.shutdownNow();
    }

    assertThat(sumSince("alice", 0)).isEqualTo((long) threads * calls);
  }
}
