/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.request.Retention;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.workload.Workload;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says which usage of a month is kept, and as documents of which length. */
@Component
class KeptUsage {

  private final Retention retention;
  private final FinalThrough finalThrough;

  KeptUsage(Retention retention, FinalThrough finalThrough) {
    this.retention = retention;
    this.finalThrough = finalThrough;
  }

  /** Start of the hours that are kept. */
  Instant findHours(Instant now) {
    return retention.startOfHours(Clock.fixed(now, ZoneOffset.UTC));
  }

  private Instant findDays(Instant now, ZoneId zone) {
    return retention.startOfDays(Clock.fixed(now, zone), zone);
  }

  /** Start of the usage of a month that is kept, as hours or days; its end when none is. */
  Instant findStart(TimeRange month, Instant now, ZoneId zone) {
    Instant hours = findHours(now);
    Instant days = findDays(now, zone);
    Instant start = days.isBefore(hours) ? days : hours;
    if (start.isAfter(month.to())) {
      return month.to();
    }
    return start.isAfter(month.from()) ? start : month.from();
  }

  /** Whether the same part of a month is counted from hours at two times. */
  boolean readsSameHours(TimeRange month, Instant one, Instant other) {
    Instant first = findHours(one);
    Instant second = findHours(other);
    boolean wholeMonth = !first.isAfter(month.from()) && !second.isAfter(month.from());
    return wholeMonth || first.equals(second);
  }

  /**
   * The parts of a month that are kept.
   *
   * @param reported the days of the workload; they may have expired since they began
   */
  List<Segment> cutSegments(
      Workload workload, MonthUsage.Input input, Optional<KeptDays> reported) {
    Segment.Kept kept =
        new Segment.Kept(
            input.month(),
            findHours(input.now()),
            reported.map(known -> known.since(findDays(input.now(), known.zone()))),
            finalThrough.progress(workload).window());
    return Segment.cutSegments(workload, kept, input.listRuleChanges());
  }
}
