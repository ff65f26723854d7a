/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.query.Queries;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The documents from which usage is read.
 *
 * @param field the start of their window
 * @param dayZone the zone of daily documents; null for hourly ones
 */
public record UsageWindows(IndexFamily family, String field, ZoneId dayZone) {

  /** Hourly documents. */
  public static UsageWindows hoursOf(Workload workload) {
    return new UsageWindows(workload.hourly(), "hour", null);
  }

  /** Daily documents of a zone. */
  public static UsageWindows daysOf(Workload workload, ZoneId zone) {
    return new UsageWindows(IndexFamily.dailyOf(workload.schema()), "day", zone);
  }

  /** The query for the documents of a selection. */
  public Query query(Selection selection) {
    return selection.query(
        field, dayZone == null ? List.of() : List.of(Queries.term("day_zone", dayZone.getId())));
  }

  /** Whether hours are read, or hours and days as a selection says. */
  boolean isHourly() {
    return dayZone == null;
  }

  /** Whether a day of the documents begins at {@code time}. */
  boolean isStartOfDay(Instant time) {
    return isStartOfDay(time, dayZone);
  }

  /** Whether a day of a zone begins at {@code time}: at 01:00 where clocks skip midnight. */
  public static boolean isStartOfDay(Instant time, ZoneId zone) {
    return LocalDate.ofInstant(time, zone).atStartOfDay(zone).toInstant().equals(time);
  }
}
