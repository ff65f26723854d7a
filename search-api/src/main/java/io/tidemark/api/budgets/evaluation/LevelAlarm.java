/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.budgets.definition.BudgetKind;
import io.tidemark.api.budgets.definition.Percent;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.budgets.evaluation.LevelStore.Fired;
import io.tidemark.api.settings.SettingAddress;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
  private final Map<SettingAddress, Map<Span, Known>> known = new HashMap<>();

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

  /**
   * A level that an account has reached.
   *
   * @param projection of the usage; null where the usage itself reached the level
   */
  private record Reached(Level level, BigDecimal used, BigDecimal projection) {}

  /** Fires what the accounts of a budget have newly reached. */
  synchronized void fireLevels(String tenant, BudgetState state) {
    Known remembered = findKnown(tenant, state);
    List<Reached> reached =
        state.usage().accounts().keySet().stream()
            .flatMap(value -> listReached(tenant, state, value))
            .filter(one -> remembered.isNew(one.level()))
            .toList();
    if (reached.isEmpty()) {
      return;
    }
    // An erasure renames accounts and their levels in the store alone.
    Known stored = readKnown(tenant, state);
    reached.stream()
        .filter(one -> stored.isNew(one.level()))
        .forEach(one -> fireLevel(stored, one, state));
  }

  private static Stream<Reached> listReached(String tenant, BudgetState state, String value) {
    BigDecimal amount = state.amountOf(value);
    BigDecimal atLeast = state.usedOf(value).atLeast();
    Optional<Reached> level =
        LevelRules.findHighest(state.budget().warnAt(), atLeast, amount)
            .map(percent -> createLevel(tenant, state, value, percent, false))
            .map(one -> new Reached(one, atLeast, null));
    return Stream.concat(level.stream(), findProjected(tenant, state, value).stream());
  }

  private static Optional<Reached> findProjected(String tenant, BudgetState state, String value) {
    Integer percent = state.budget().projected();
    if (percent == null) {
      return Optional.empty();
    }
    BigDecimal used = state.usedOf(value).used();
    return state
        .projector()
        .project(used)
        .filter(projection -> Percent.isReached(projection, state.amountOf(value), percent))
        .map(
            projection ->
                new Reached(createLevel(tenant, state, value, percent, true), used, projection));
  }

  /** Forgets what fired in all periods of a budget but these. */
  synchronized void retainPeriods(String tenant, String budget, Set<Span> spans) {
    Map<Span, Known> periods = known.get(new SettingAddress(BudgetKind.ID, tenant, budget));
    if (periods != null) {
      periods.keySet().retainAll(spans);
    }
  }

  /** Forgets budgets that are gone. */
  synchronized void retainBudgets(Set<SettingAddress> budgets) {
    known.keySet().retainAll(budgets);
  }

  private Known findKnown(String tenant, BudgetState state) {
    long revision = state.entry().setting().bodyRevision();
    Known before = listPeriods(state).get(state.span());
    return before != null && before.revision() == revision && before.ended() == state.hasEnded()
        ? before
        : readKnown(tenant, state);
  }

  private Known readKnown(String tenant, BudgetState state) {
    long revision = state.entry().setting().bodyRevision();
    Known read = new Known(revision, state.hasEnded(), new HashMap<>());
    for (Fired fired : store.listLevels(tenant, state.id(), state.span())) {
      if (read.ended() || fired.level().revision() == revision) {
        read.add(fired.level());
      }
    }
    listPeriods(state).put(state.span(), read);
    return read;
  }

  private Map<Span, Known> listPeriods(BudgetState state) {
    return known.computeIfAbsent(state.entry().setting().address(), address -> new HashMap<>());
  }

  private void fireLevel(Known fired, Reached reached, BudgetState state) {
    Level level = reached.level();
    List<Integer> levels = level.projected() ? List.of(level.percent()) : state.budget().warnAt();
    if (!hasFiredElsewhere(level, levels)) {
      messages.addLevel(level, state, reached.used(), reached.projection());
      store.addLevel(
          new Fired(
              level,
              level.projected() ? reached.projection() : reached.used(),
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
