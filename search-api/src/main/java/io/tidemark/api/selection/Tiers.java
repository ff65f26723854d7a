/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.selection;

import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.LongRange;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Retention;
import io.tidemark.api.request.TieredRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.search.FinalThrough.Progress;
import io.tidemark.api.timeseries.Interval;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.hourly.Window;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Decides which part of a range is read from hours and which from days. Days give the same numbers
 * as their hours and are fewer documents; before the first hour that is kept there is nothing else.
 */
@Component
public class Tiers {

  private static final ZoneId UTC = ZoneId.of("UTC");

  private final FinalThrough finalThrough;
  private final Retention retention;
  private final Clock clock;

  Tiers(FinalThrough finalThrough, Retention retention, Clock clock) {
    this.finalThrough = finalThrough;
    this.retention = retention;
    this.clock = clock;
  }

  /** The selection of a request for numbers over the whole range. */
  public Selection select(ParameterValues values, Workload workload, Scope scope) {
    Filters filters = Filters.of(values, workload.filters(), scope);
    TimeRange range = range(values, workload);
    return new Selection(scope, range, filters, split(workload, range));
  }

  /**
   * The selection of a request for numbers over time.
   *
   * @param zone whose days; those of another zone than the deployment's are read from hours while
   *     these are kept
   * @throws ProblemException 400 when the numbers are by the hour and these are no longer kept
   */
  public Selection select(
      ParameterValues values, Workload workload, Scope scope, Interval interval, ZoneId zone) {
    Filters filters = Filters.of(values, workload.filters(), scope);
    TimeRange range = range(values, workload);
    return new Selection(scope, range, filters, split(workload, range, interval, zone));
  }

  /** The same selection over another range. */
  public Selection over(Selection selection, Workload workload, TimeRange range) {
    return selection.over(range).readBy(split(workload, range));
  }

  /** The range of a request. */
  public TimeRange range(ParameterValues values, Workload workload) {
    return LongRange.of(values, clock, firstHour(), () -> kept(workload));
  }

  /** The range of a request that hours alone answer: what is kept of it. */
  public TimeRange hours(ParameterValues values) {
    return LongRange.keptPart(values, clock, firstHour(), this::dayZone);
  }

  /** The range of a request for what is kept without an end. */
  public TimeRange anyTime(ParameterValues values) {
    return LongRange.of(values, clock, new LongRange.Kept(Instant.MIN, Instant.MIN, dayZone()));
  }

  /**
   * The selection of a request for all that is known: complete days as far back as they are kept,
   * and hours up to now.
   *
   * @param zone whose days; before the first hour that is kept there are those of the deployment's
   *     zone alone
   */
  public Selection selectHistory(
      ParameterValues values, Workload workload, Scope scope, ZoneId zone) {
    Filters filters = Filters.of(values, workload.filters(), scope);
    TimeRange range = history(workload, zone);
    return new Selection(scope, range, filters, split(workload, range, zone));
  }

  private TimeRange history(Workload workload, ZoneId zone) {
    Progress progress = finalThrough.progress(workload);
    Instant end = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    TimeRange all = new TimeRange(kept(workload).first(), end);
    if (!TieredRange.haveSameDays(all, progress.dayZone(), zone)) {
      return new TimeRange(firstHour(), end);
    }
    Instant complete = progress.findCompleteFrom(all, firstHour()).orElse(all.from());
    return new TimeRange(complete.isBefore(end) ? complete : firstHour(), end);
  }

  /** The records that are kept. */
  public LongRange.Kept keptRecords() {
    Instant first = retention.startOfRecords(clock);
    return new LongRange.Kept(first, first, dayZone());
  }

  /** The windows of a workload's hourly documents. */
  public Window windowOf(Workload workload) {
    return finalThrough.progress(workload).window();
  }

  /** The zone of the deployment's days. */
  public ZoneId dayZone() {
    return finalThrough.progress(Workload.MODEL_CALLS).dayZone();
  }

  /** The parts of a range for numbers over the whole of it. */
  public TieredRange split(Workload workload, TimeRange range) {
    return split(workload, range, finalThrough.progress(workload).dayZone());
  }

  /**
   * The parts of a range for numbers over time.
   *
   * @throws ProblemException 400 when the numbers are by the hour and these are no longer kept
   */
  public TieredRange split(Workload workload, TimeRange range, Interval interval, ZoneId zone) {
    if (interval != Interval.HOUR) {
      return split(workload, range, zone);
    }
    if (range.from().isBefore(firstHour())) {
      throw ProblemException.invalidParameter(
          "interval",
          "Hours are kept from " + firstHour() + " on; the range starts before.",
          List.of("day", "week", "month"));
    }
    return TieredRange.ofHours(range);
  }

  /**
   * Two periods of equal length.
   *
   * @param now the part of a range that is final
   * @param before the period that ends where it starts
   */
  public record Comparison(TimeRange now, TimeRange before) {}

  /**
   * The range with which the final hours of a range are compared; whole days when the period before
   * begins before the first hour that is kept.
   *
   * @return empty while no hour of the range is final: a growing window cannot be compared
   * @throws ProblemException 400 when the period before is not kept
   */
  public Optional<Comparison> compare(Workload workload, TimeRange range, Instant finalThrough) {
    return Optional.ofNullable(finalThrough)
        .flatMap(range::before)
        .map(
            now -> {
              Instant start = startBefore(now);
              return start.isBefore(firstHour())
                  ? compareDays(workload, now)
                  : new Comparison(now, new TimeRange(start, now.from()));
            });
  }

  private Comparison compareDays(Workload workload, TimeRange range) {
    Progress progress = finalThrough.progress(workload);
    ZoneId zone = progress.dayZone();
    LocalDate first = firstMidnight(range.from(), zone);
    LocalDate last = LocalDate.ofInstant(range.to(), zone);
    if (progress.daysFrom() == null || !first.isBefore(last)) {
      throw TimeRange.previousNotKept(startBefore(range), firstHour());
    }
    TimeRange now = new TimeRange(start(first, zone), start(last, zone));
    Instant from = start(first.minusDays(ChronoUnit.DAYS.between(first, last)), zone);
    Instant kept = kept(workload).first();
    Instant complete = progress.daysFrom().isAfter(kept) ? progress.daysFrom() : kept;
    if (from.isBefore(complete)) {
      throw TimeRange.previousNotKept(from, complete);
    }
    return new Comparison(now, new TimeRange(from, now.from()));
  }

  private static Instant startBefore(TimeRange range) {
    return range.from().minus(Duration.between(range.from(), range.to()));
  }

  private static LocalDate firstMidnight(Instant time, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(time, zone);
    return start(day, zone).isBefore(time) ? day.plusDays(1) : day;
  }

  private static Instant start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  private Instant firstHour() {
    return retention.startOfHours(clock);
  }

  private LongRange.Kept kept(Workload workload) {
    ZoneId zone = finalThrough.progress(workload).dayZone();
    return new LongRange.Kept(firstHour(), retention.startOfDays(clock, zone), zone);
  }

  private TieredRange split(Workload workload, TimeRange range, ZoneId zone) {
    Progress progress = finalThrough.progress(workload);
    boolean sameDays =
        !workload.countsUtcDays() || TieredRange.haveSameDays(range, progress.dayZone(), UTC);
    if (sameDays && TieredRange.haveSameDays(range, progress.dayZone(), zone)) {
      // Days may be kept for a shorter time than hours.
      List<TimeRange> days = progress.completeDays(kept(workload).days());
      return TieredRange.of(range, firstHour(), progress.dayZone(), days);
    }
    return TieredRange.of(range, firstHour(), progress.dayZone(), List.of());
  }
}
