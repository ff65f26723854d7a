/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.usage.AccountUsage;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looks at budgets for callers. */
@Tag("fast")
class FreshStatesTest {

  private static final Instant NOON = Instant.parse("2026-03-12T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);
  private final SettingEntry<Budget> budget =
      SampleBudgets.create(
          "b",
          "{'match':{'workload':'model-calls'},'measure':'calls','amount':7,'period':'day'}",
          NOON);
  private final AtomicReference<BudgetState> last = new AtomicReference<>();
  private final AtomicInteger looks = new AtomicInteger();

  private FreshStates create(UnaryOperator<BudgetState> result) {
    return new FreshStates(
        entry -> Optional.ofNullable(last.get()),
        entry -> {
          looks.incrementAndGet();
          last.set(result.apply(last.get()));
          return last.get();
        },
        clock);
  }

  private BudgetState evaluate() {
    return new BudgetState(
        budget,
        budget.value().spanAt(clock.instant(), NOON).orElseThrow(),
        new AccountUsage(Map.of(), NOON, null),
        Projector.none(),
        Map.of(),
        clock.instant(),
        "");
  }

  @Test
  void looksOnceForAllWhoAskAtTheSameTime() throws Exception {
    int callers = 8;
    CountDownLatch asked = new CountDownLatch(callers);
    FreshStates states =
        create(
            before -> {
              await(asked);
              return evaluate();
            });
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Future<BudgetState>> answers = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        answers.add(
            threads.submit(
                () -> {
                  asked.countDown();
                  return states.findState(budget);
                }));
      }
      for (Future<BudgetState> answer : answers) {
        assertThat(answer.get(10, TimeUnit.SECONDS).evaluatedAt()).isEqualTo(NOON);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(looks).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void looksAgainAfterFiveSeconds() {
    FreshStates states = create(before -> evaluate());
    states.findState(budget);
    clock.advanceBy(Duration.ofSeconds(4));
    states.findState(budget);
    assertThat(looks).hasValue(1);

    clock.advanceBy(Duration.ofSeconds(1));
    assertThat(states.findState(budget).evaluatedAt()).isEqualTo(NOON.plusSeconds(5));
    assertThat(looks).hasValue(2);
  }

  @Test
  void looksAgainWhenTheClockWasSetBack() {
    FreshStates states = create(before -> evaluate());
    states.findState(budget);
    clock.setTime(NOON.minus(Duration.ofHours(8)));

    assertThat(states.findState(budget).evaluatedAt()).isEqualTo(clock.instant());
    assertThat(looks).hasValue(2);
  }

  @Test
  void aFailedLookIsNotRepeatedForFiveSeconds() {
    last.set(evaluate());
    FreshStates states = create(before -> before.failed("down"));
    clock.advanceBy(Duration.ofMinutes(1));
    for (int i = 0; i < 3; i++) {
      assertThat(states.findState(budget).fault()).isEqualTo("down");
    }
    assertThat(looks).hasValue(1);

    clock.advanceBy(Duration.ofSeconds(5));
    states.findState(budget);
    assertThat(looks).hasValue(2);
  }
}
