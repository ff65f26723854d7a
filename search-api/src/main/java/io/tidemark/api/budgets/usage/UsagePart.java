/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.usage;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.access.Scope;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.cost.UsageWindows;
import io.tidemark.api.query.Queries;
import io.tidemark.api.request.TieredRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a period, counted from documents of one length.
 *
 * @param selection the time of the part, and what counts
 * @param dayZone the zone of daily documents; null for hourly ones
 */
public record UsagePart(Workload workload, Selection selection, String dayZone) {

  private static final String HOUR = "hour";
  private static final String DAY = "day";
  private static final String DAY_ZONE = "day_zone";

  /**
   * The parts of a range of a budget: whole days before the first hour that is kept, and hours.
   *
   * @param days empty when no days are kept
   */
  static List<UsagePart> cutRange(
      String tenant, Budget budget, TimeRange range, Instant firstHour, Optional<KeptDays> days) {
    TieredRange tiers =
        days.map(kept -> TieredRange.of(range, firstHour, kept.zone(), List.of()))
            .orElse(TieredRange.ofHours(range));
    Selection all = new Selection(Scope.ofTenant(tenant), range, budget.match());
    List<UsagePart> parts = new ArrayList<>();
    for (TimeRange part : tiers.days()) {
      parts.add(new UsagePart(budget.workload(), all.over(part), tiers.zone().getId()));
    }
    for (TimeRange part : tiers.since(firstHour).hours()) {
      parts.add(new UsagePart(budget.workload(), all.over(part), null));
    }
    return parts;
  }

  /** Whether it is counted from daily documents, which are final. */
  boolean isOfDays() {
    return dayZone != null;
  }

  /** The windows that begin in a part of its range. */
  UsagePart within(TimeRange range) {
    return new UsagePart(workload, selection.within(range), dayZone);
  }

  UsageWindows windows() {
    return isOfDays()
        ? UsageWindows.daysOf(workload, ZoneId.of(dayZone))
        : UsageWindows.hoursOf(workload);
  }

  IndexFamily family() {
    return isOfDays() ? IndexFamily.dailyOf(workload.schema()) : workload.hourly();
  }

  Query query() {
    return isOfDays() ? query(List.of()) : selection.hourlyQuery();
  }

  /** The usage that also matches all of {@code further}. */
  Query query(List<Query> further) {
    List<Query> all = new ArrayList<>(further);
    if (isOfDays()) {
      all.add(Queries.term(DAY_ZONE, dayZone));
    }
    return selection.query(isOfDays() ? DAY : HOUR, all);
  }
}
