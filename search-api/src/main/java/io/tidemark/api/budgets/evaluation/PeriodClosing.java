/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.budgets.definition.Span;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Looks at ended periods until they are archived: usage is published after it happened, so that a
 * level may be reached when its period is over.
 */
@Component
class PeriodClosing {

  private final Budgets budgets;
  private final LevelAlarm alarm;
  private final PeriodArchive archive;

  PeriodClosing(Budgets budgets, LevelAlarm alarm, PeriodArchive archive) {
    this.budgets = budgets;
    this.alarm = alarm;
    this.archive = archive;
  }

  /** Fires late levels of the ended periods, and archives those that are final, in their order. */
  void closePeriods(String tenant, BudgetState running, Instant created) {
    List<Span> open = archive.listOpen(tenant, running, created);
    Set<Span> looked = new HashSet<>(open);
    if (running.span() != null) {
      looked.add(running.span());
    }
    alarm.retainPeriods(tenant, running.id(), looked);
    boolean allFinal = true;
    for (Span span : open) {
      BudgetState ended = budgets.lookBack(running.entry(), span);
      // The rules of a budget that changed since say nothing about the period.
      if (budgets.changedAt(running.entry().setting()).isBefore(span.to())) {
        alarm.fireLevels(tenant, ended);
      }
      allFinal = allFinal && isFinal(ended);
      if (allFinal) {
        archive.writePeriods(tenant, ended);
      }
    }
  }

  private static boolean isFinal(BudgetState ended) {
    Instant finals = ended.usage().finalThrough();
    return finals != null && !ended.span().to().isAfter(finals);
  }
}
