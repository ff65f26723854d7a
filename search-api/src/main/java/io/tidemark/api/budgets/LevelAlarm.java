/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.tidemark.api.budgets.LevelStore.Fired;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Fires levels. All instances may do it at the same time: messages and records have deterministic
 * ids. A message goes to the outbox before the level is recorded, so that an instance that stops in
 * between leaves the level to the next look.
 */
@Component
class LevelAlarm {

  private final LevelStore store;
  private final BudgetMessages messages;
  private final Clock clock;

  /** Levels that this instance knows to have fired, by budget and period. */
  private final Map<String, Map<Span, Known>> known = new HashMap<>();

  LevelAlarm(LevelStore store, BudgetMessages messages, Clock clock) {
    this.store = store;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * The highest level of each account that fired in one period.
   *
   * @param ended whether the period was over
   */
  private record Known(long revision, boolean ended, Map<String, Integer> highest) {

    private String key(Level level) {
      // After the end, a level counts as fired whatever the amount of the account was.
      String amount = ended ? "" : Percent.formatNumber(level.amount());
      return amount + '/' + level.projected() + '/' + level.value();
    }

    boolean isNew(Level level) {
      return highest.getOrDefault(key(level), 0) < level.percent();
    }

    void add(Level level) {
      highest.merge(key(level), level.percent(), Math::max);
    }
  }

  /** Fires what the accounts of a budget have newly reached. */
  synchronized void fireLevels(String tenant, BudgetState state) {
    Known fired = findKnown(tenant, state);
    for (String value : state.usage().accounts().keySet()) {
      BigDecimal used = state.usedOf(value).atLeast();
      LevelRules.findHighest(state.budget().warnAt(), used, state.amountOf(value))
          .map(percent -> createLevel(tenant, state, value, percent, false))
          .filter(fired::isNew)
          .ifPresent(level -> fireLevels(fired, level, state, used, null));
      fireProjected(tenant, fired, state, value);
    }
  }

  private void fireProjected(String tenant, Known fired, BudgetState state, String value) {
    Integer percent = state.budget().projected();
    if (percent == null) {
      return;
    }
    BigDecimal used = state.usedOf(value).used();
    state
        .projector()
        .project(used)
        .filter(projection -> Percent.isReached(projection, state.amountOf(value), percent))
        .ifPresent(
            projection -> {
              Level level = createLevel(tenant, state, value, percent, true);
              if (fired.isNew(level)) {
                fireLevels(fired, level, state, used, projection);
              }
            });
  }

  /** Forgets what fired in all periods of a budget but these. */
  synchronized void retainPeriods(String tenant, String budget, Set<Span> spans) {
    Map<Span, Known> periods = known.get(DocumentId.of(tenant, budget));
    if (periods != null) {
      periods.keySet().retainAll(spans);
    }
  }

  private Known findKnown(String tenant, BudgetState state) {
    long revision = state.entry().setting().bodyRevision();
    Map<Span, Known> periods =
        known.computeIfAbsent(DocumentId.of(tenant, state.id()), key -> new HashMap<>());
    Known before = periods.get(state.span());
    if (before != null && before.revision() == revision && before.ended() == state.hasEnded()) {
      return before;
    }
    Known read = new Known(revision, state.hasEnded(), new HashMap<>());
    for (Fired fired : store.listLevels(tenant, state.id(), state.span())) {
      if (read.ended() || fired.level().revision() == revision) {
        read.add(fired.level());
      }
    }
    periods.put(state.span(), read);
    return read;
  }

  private void fireLevels(
      Known fired, Level level, BudgetState state, BigDecimal used, BigDecimal projection) {
    List<Integer> levels = level.projected() ? List.of(level.percent()) : state.budget().warnAt();
    if (!hasFiredElsewhere(level, levels)) {
      messages.addLevel(level, state, used, projection);
      store.addLevel(
          new Fired(
              level,
              level.projected() ? projection : used,
              clock.instant().truncatedTo(ChronoUnit.MILLIS)),
          state.span(),
          state.budget());
    }
    fired.add(level);
  }

  /** Whether another instance was faster with this level, or with a higher one. */
  private boolean hasFiredElsewhere(Level level, List<Integer> levels) {
    Optional<Integer> found =
        levels.stream()
            .filter(percent -> percent >= level.percent())
            .filter(percent -> store.contains(level.withPercent(percent)))
            .findFirst();
    return found.isPresent();
  }

  private static Level createLevel(
      String tenant, BudgetState state, String value, int percent, boolean projected) {
    return new Level(
        tenant,
        state.id(),
        state.entry().setting().bodyRevision(),
        value,
        state.span().from(),
        state.amountOf(value),
        percent,
        projected);
  }
}
