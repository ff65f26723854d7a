/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.usage;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetMeasures;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.Retention;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Allocations;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Reads what accounts have used, from the documents and by the query of the page. */
@Component
public class UsageSource {

  /** Accounts that one budget may have. */
  public static final int MOST_ACCOUNTS = 10_000;

  private final UsageStore store;
  private final BudgetMeasures measures;
  private final Function<Workload, Instant> finalThrough;
  private final Retention retention;
  private final DepartmentSource departments;
  private final Clock clock;

  @Autowired
  UsageSource(
      UsageStore store,
      BudgetMeasures measures,
      FinalThrough finalThrough,
      Retention retention,
      DepartmentSource departments,
      Clock clock) {
    this(store, measures, finalThrough::of, retention, departments, clock);
  }

  public UsageSource(
      UsageStore store,
      BudgetMeasures measures,
      Function<Workload, Instant> finalThrough,
      Retention retention,
      DepartmentSource departments,
      Clock clock) {
    this.departments = departments;
    this.retention = retention;
    this.store = store;
    this.measures = measures;
    this.finalThrough = finalThrough;
    this.clock = clock;
  }

  /**
   * The usage of all accounts.
   *
   * @throws ProblemException 400 when there are more than {@link #MOST_ACCOUNTS}, 503 when
   *     Elasticsearch does not answer
   */
  public AccountUsage readUsage(String tenant, Budget budget, Span span) {
    Instant finals = finalThrough.apply(budget.workload());
    UsageReading reading = new UsageReading(store, measures, departments, budget, finals);
    Instant now = clock.instant();
    Instant end =
        chooseEarliest(span.to(), now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
    if (!span.from().isBefore(end)) {
      return reading.collectUsage(null);
    }
    TimeRange range = new TimeRange(span.from(), end);
    Instant firstHour = retention.startOfHours(clock);
    Optional<KeptDays> days =
        span.from().isBefore(firstHour) ? findDays(budget.workload()) : Optional.empty();
    UsagePart.cutRange(tenant, budget, range, firstHour, days).forEach(reading::addPart);
    return reading.collectUsage(findCompleteFrom(range, firstHour, days));
  }

  /** Null when all of a range is kept. */
  private static Instant findCompleteFrom(
      TimeRange range, Instant firstHour, Optional<KeptDays> days) {
    if (days.isPresent()) {
      return days.get().findCompleteFrom(range, firstHour).orElse(null);
    }
    return range.from().isBefore(firstHour) ? firstHour : null;
  }

  /** The current rules that say which usage departments have. */
  public Allocations allocations(String tenant) {
    return departments.allocations(tenant);
  }

  /** The time from which usage is kept whole, in hours or in days. */
  public Instant keptFrom(Workload workload) {
    Instant hours = retention.startOfHours(clock);
    return findDays(workload)
        .map(KeptDays::from)
        .filter(from -> from.isBefore(hours))
        .orElse(hours);
  }

  private Optional<KeptDays> findDays(Workload workload) {
    return KeptDays.find(store, workload)
        .map(days -> days.since(retention.startOfDays(clock, days.zone())));
  }

  private static Instant chooseEarliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
