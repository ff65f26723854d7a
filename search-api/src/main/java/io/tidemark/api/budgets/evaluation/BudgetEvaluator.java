/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks at budgets that are due, and fires their levels. */
@Component
class BudgetEvaluator {

  private static final Logger LOG = LoggerFactory.getLogger(BudgetEvaluator.class);

  private static final String OWN_FAULT =
      "The evaluation failed; the log of the search API says why.";

  private final Budgets budgets;
  private final LevelAlarm alarm;
  private final PeriodClosing closing;
  private final PeriodArchive archive;
  private final LookSchedule schedule;
  private final Clock clock;
  private final Map<SettingAddress, Instant> next = new HashMap<>();

  BudgetEvaluator(
      Budgets budgets,
      LevelAlarm alarm,
      PeriodClosing closing,
      PeriodArchive archive,
      BudgetProperties properties,
      Clock clock) {
    this.budgets = budgets;
    this.alarm = alarm;
    this.closing = closing;
    this.archive = archive;
    this.schedule = new LookSchedule(properties.tick());
    this.clock = clock;
  }

  /** Looks at all budgets that are due. */
  synchronized void evaluateDue() {
    Set<SettingAddress> known = new HashSet<>();
    for (String tenant : budgets.tenants()) {
      for (SettingEntry<Budget> entry : budgets.list(tenant)) {
        known.add(entry.setting().address());
        evaluateIfDue(tenant, entry);
      }
    }
    next.keySet().retainAll(known);
    budgets.retainStates(known);
    alarm.retainBudgets(known);
    archive.retainBudgets(known);
    budgets.noteMissing();
  }

  private void evaluateIfDue(String tenant, SettingEntry<Budget> entry) {
    SettingAddress address = entry.setting().address();
    BudgetState before = budgets.findCurrent(entry).orElse(null);
    Instant due = next.get(address);
    Instant now = clock.instant();
    // A clock that was set back must not keep it waiting for the time that it showed.
    if (before == null || due == null || !now.isBefore(due) || before.evaluatedAt().isAfter(now)) {
      evaluateNow(tenant, entry);
    }
  }

  /** Looks at a budget; a failure keeps what was counted before. */
  void evaluateNow(String tenant, SettingEntry<Budget> entry) {
    SettingAddress address = entry.setting().address();
    BudgetState before = budgets.findCurrent(entry).orElse(null);
    try {
      BudgetState now = evaluateBudget(tenant, entry);
      next.put(address, now.evaluatedAt().plus(schedule.computePause(before, now)));
    } catch (ProblemException e) {
      if (isNews(before, e.getMessage())) {
        LOG.warn("Budget {} was not evaluated: {}", address.id(), e.getMessage());
      }
      noteFailure(entry, e.getMessage());
    } catch (RuntimeException e) {
      // One budget must not keep the others from their messages.
      if (isNews(before, OWN_FAULT)) {
        LOG.warn("Budget {} was not evaluated", address.id(), e);
      }
      noteFailure(entry, OWN_FAULT);
    }
  }

  /** Each tick tries all budgets again: an outage must not fill the log. */
  private static boolean isNews(BudgetState before, String reason) {
    return before == null || !before.fault().equals(reason);
  }

  /** The next tick tries it again. */
  private void noteFailure(SettingEntry<Budget> entry, String reason) {
    budgets.noteFailure(entry, reason);
    next.remove(entry.setting().address());
  }

  /** Looks at one budget. */
  BudgetState evaluateBudget(String tenant, SettingEntry<Budget> entry) {
    BudgetState state = budgets.updateState(entry);
    if (state.span() != null) {
      alarm.fireLevels(tenant, state);
    }
    closing.closePeriods(tenant, state, budgets.createdAt(entry.setting()));
    return state;
  }
}
