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

  /** Highest level of each account that this instance knows to have fired, by budget. */
  private final Map<String, Known> known = new HashMap<>();

  LevelAlarm(LevelStore store, BudgetMessages messages, Clock clock) {
    this.store = store;
    this.messages = messages;
    this.clock = clock;
  }

  /** The alerts that fired in one period of one revision. */
  private record Known(Span span, long revision, Map<String, Integer> highest) {}

  /** Fires what the accounts of a budget have newly reached. */
  synchronized void fire(String tenant, BudgetState state) {
    Known fired = known(tenant, state);
    for (String value : state.usage().accounts().keySet()) {
      BigDecimal used = state.usedOf(value).atLeast();
      LevelRules.highest(state.budget().warnAt(), used, state.amountOf(value))
          .map(percent -> level(tenant, state, value, percent, false))
          .filter(level -> isNew(fired, level))
          .ifPresent(level -> fire(fired, level, state, used, null));
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
              Level level = level(tenant, state, value, percent, true);
              if (isNew(fired, level)) {
                fire(fired, level, state, used, projection);
              }
            });
  }

  private Known known(String tenant, BudgetState state) {
    String key = DocumentId.of(tenant, state.id());
    Known before = known.get(key);
    if (before != null
        && before.span().equals(state.span())
        && before.revision() == Revisions.of(state.entry().setting())) {
      return before;
    }
    Known read = new Known(state.span(), Revisions.of(state.entry().setting()), new HashMap<>());
    for (Fired fired : store.list(tenant, state.id(), state.span().from())) {
      if (fired.level().revision() == read.revision()) {
        read.highest().merge(key(fired.level()), fired.level().percent(), Math::max);
      }
    }
    known.put(key, read);
    return read;
  }

  private boolean isNew(Known fired, Level level) {
    return fired.highest().getOrDefault(key(level), 0) < level.percent();
  }

  private void fire(
      Known fired, Level level, BudgetState state, BigDecimal used, BigDecimal projection) {
    List<Integer> levels = level.projected() ? List.of(level.percent()) : state.budget().warnAt();
    if (!hasFiredElsewhere(level, levels)) {
      messages.addLevel(level, state, used, projection);
      store.add(
          new Fired(
              level,
              level.projected() ? projection : used,
              clock.instant().truncatedTo(ChronoUnit.MILLIS)),
          state.span(),
          state.budget());
    }
    fired.highest().put(key(level), level.percent());
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

  private static Level level(
      String tenant, BudgetState state, String value, int percent, boolean projected) {
    return new Level(
        tenant,
        state.id(),
        Revisions.of(state.entry().setting()),
        value,
        state.span().from(),
        state.amountOf(value),
        percent,
        projected);
  }

  private static String key(Level level) {
    return Percent.text(level.amount()) + '/' + level.projected() + '/' + level.value();
  }
}
