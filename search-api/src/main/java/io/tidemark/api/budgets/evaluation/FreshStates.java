/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Budgets as they are now, for callers. A look costs searches: at each budget there is one at a
 * time, for all who ask, and after it, failed or not, none for some seconds.
 */
public final class FreshStates {

  private static final Duration FRESH = Duration.ofSeconds(5);

  /** Budgets share locks, so that locks of deleted budgets need no removal. */
  private static final int LOCKS = 64;

  private final Function<SettingEntry<Budget>, Optional<BudgetState>> known;
  private final Function<SettingEntry<Budget>, BudgetState> look;
  private final Clock clock;
  private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();
  private final Map<SettingAddress, Instant> failed = new ConcurrentHashMap<>();

  /**
   * States.
   *
   * @param known the state of the last look at a revision
   * @param look looks at a budget
   */
  public FreshStates(
      Function<SettingEntry<Budget>, Optional<BudgetState>> known,
      Function<SettingEntry<Budget>, BudgetState> look,
      Clock clock) {
    this.known = known;
    this.look = look;
    this.clock = clock;
  }

  /** A budget as it is now; as it was last looked at, if that was seconds ago. */
  public BudgetState findState(SettingEntry<Budget> entry) {
    return findFresh(entry).orElseGet(() -> waitForLook(entry));
  }

  private Optional<BudgetState> findFresh(SettingEntry<Budget> entry) {
    Instant failure = failed.getOrDefault(entry.setting().address(), Instant.MIN);
    return known.apply(entry).filter(state -> isFresh(state.evaluatedAt()) || isFresh(failure));
  }

  /** A time to come is that of a clock that was set back since. */
  private boolean isFresh(Instant time) {
    Instant now = clock.instant();
    return time.isAfter(now.minus(FRESH)) && !time.isAfter(now);
  }

  private BudgetState waitForLook(SettingEntry<Budget> entry) {
    synchronized (locks[Math.floorMod(entry.setting().address().hashCode(), LOCKS)]) {
      return findFresh(entry).orElseGet(() -> lookNow(entry));
    }
  }

  private BudgetState lookNow(SettingEntry<Budget> entry) {
    BudgetState state = look.apply(entry);
    if (!state.fault().isEmpty()) {
      failed.values().removeIf(time -> !isFresh(time));
      failed.put(entry.setting().address(), clock.instant());
    }
    return state;
  }
}
