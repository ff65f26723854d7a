/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.cost.UsageWindows;
import io.tidemark.api.query.Queries;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.IndexFamily;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a period, counted from documents of one length.
 *
 * @param selection the time of the part, and what counts
 * @param dayZone the zone of daily documents; null for hourly ones
 */
record UsagePart(Workload workload, Selection selection, String dayZone) {

  private static final String HOUR = "hour";
  private static final String DAY = "day";
  private static final String DAY_ZONE = "day_zone";

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
