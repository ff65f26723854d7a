/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.tidemark.api.access.Scope;
import io.tidemark.api.budgets.Simulation.Crossing;
import io.tidemark.api.budgets.SimulationAnswer.UserUsage;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetMeasures;
import io.tidemark.api.budgets.definition.Percent;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.groups.Group;
import io.tidemark.api.groups.GroupRanking;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Filters.Filter;
import io.tidemark.api.selection.Selection;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The users who used most after an account had reached a level. */
@Component
class UsersAfter {

  private static final int MOST_USERS = 3;

  private final GroupRanking ranking;
  private final BudgetMeasures measures;
  private final Clock clock;

  UsersAfter(GroupRanking ranking, BudgetMeasures measures, Clock clock) {
    this.ranking = ranking;
    this.measures = measures;
    this.clock = clock;
  }

  /** The users of the rest of the period, the greatest first. */
  List<UserUsage> listUsers(String tenant, Budget budget, Span span, Crossing crossing) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    Instant end = span.to().isBefore(now) ? span.to() : now;
    if (!crossing.at().isBefore(end)) {
      return List.of();
    }
    Selection selection =
        new Selection(
            Scope.ofTenant(tenant),
            new TimeRange(crossing.at(), end),
            createFilters(budget, crossing.value()));
    return ranking
        .rank(
            budget.workload(),
            selection,
            List.of(BudgetStatusReader.USER),
            measures.findMetric(budget, selection),
            MOST_USERS)
        .greatest()
        .stream()
        .filter(group -> group.value() != null)
        .map(UsersAfter::createUsage)
        .toList();
  }

  private static UserUsage createUsage(Group group) {
    BigDecimal used = new BigDecimal(group.value().toString());
    return new UserUsage(group.keys().get(0), Percent.formatNumber(used));
  }

  private static Filters createFilters(Budget budget, String value) {
    if (budget.isWhole()) {
      return budget.match();
    }
    List<Filter> kept = new ArrayList<>(budget.match().kept());
    kept.add(new Filter(budget.per(), List.of(value)));
    return new Filters(List.copyOf(kept), budget.match().leftOut());
  }
}
