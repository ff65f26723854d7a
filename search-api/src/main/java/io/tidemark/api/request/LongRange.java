/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.request;

import static java.time.temporal.ChronoUnit.HOURS;

import io.tidemark.api.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Ranges that reach further back than hours are kept: their beginning is read from days. */
public final class LongRange {

  /** The parameters of every route over such ranges. */
  public static final List<Parameter> PARAMETERS =
      Stream.concat(
              Stream.of(
                  Parameter.choice(
                      TimeRange.RANGE,
                      "The complete hours that make up this time, and the current hour. 30d is the"
                          + " last 30 UTC days including today. 90d, 13m (calendar months) and"
                          + " calendar periods are days of the deployment's day zone; weeks begin"
                          + " on Monday.",
                      Stream.concat(TimeRange.NAMES.stream(), CalendarRange.IDS.stream()).toList(),
                      "1d")),
              TimeRange.PARAMETERS.stream()
                  .filter(parameter -> !parameter.name().equals(TimeRange.RANGE)))
          .toList();

  private LongRange() {}

  /**
   * The entry that is kept.
   *
   * @param hours the first moment of which there are hours
   * @param days the first moment of which there are days
   * @param zone whose days they are
   */
  public record Kept(Instant hours, Instant days, ZoneId zone) {

    /** The first moment of anything. */
    public Instant first() {
      return days.isBefore(hours) ? days : hours;
    }
  }

  /**
   * The range of a request. A start or end before the first hour that is kept is widened to a whole
   * day.
   *
   * @param firstHour the first moment of which there are hours
   * @param kept is asked for ranges that need days
   * @throws ProblemException 400 when it contradicts itself or reaches back too far
   */
  public static TimeRange of(
      ParameterValues values, Clock clock, Instant firstHour, Supplier<Kept> kept) {
    if (!values.has("from") && !values.has("to")) {
      String name = values.choice(TimeRange.RANGE);
      if (CalendarRange.IDS.contains(name)) {
        return cut(CalendarRange.fromId(name), clock, kept.get());
      }
    }
    TimeRange range = TimeRange.of(values, clock, Instant.MIN);
    return range.from().isBefore(firstHour) ? widen(values, range, clock, kept.get()) : range;
  }

  /** As above where the first moment of which there is anything is known. */
  public static TimeRange of(ParameterValues values, Clock clock, Kept kept) {
    return of(values, clock, kept.first(), () -> kept);
  }

  /**
   * The part of a request's range that is kept, for answers that days do not complete.
   *
   * @param first the first moment that is kept
   * @param zone of calendar periods; is asked for those alone
   * @throws ProblemException 400 when the range contradicts itself, or nothing of it is kept
   */
  public static TimeRange keptPart(
      ParameterValues values, Clock clock, Instant first, Supplier<ZoneId> zone) {
    TimeRange range =
        of(values, clock, Instant.MIN, () -> new Kept(Instant.MIN, Instant.MIN, zone.get()));
    if (!range.from().isBefore(first)) {
      return range;
    }
    if (!range.to().isAfter(first)) {
      throw TimeRange.notKept(values.has("from") ? "from" : TimeRange.RANGE, first);
    }
    return new TimeRange(first, range.to());
  }

  /** With shorter retention than the name says, all that is kept. */
  private static TimeRange cut(CalendarRange calendar, Clock clock, Kept kept) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), kept.zone());
    Instant from = calendar.from(today).atStartOfDay(kept.zone()).toInstant();
    Instant to = calendar.to(today).atStartOfDay(kept.zone()).toInstant();
    if (!to.isAfter(kept.first())) {
      throw TimeRange.notKept(TimeRange.RANGE, kept.first());
    }
    Instant end = endOfHour(clock);
    return new TimeRange(
        from.isBefore(kept.first()) ? kept.first() : from, to.isAfter(end) ? end : to);
  }

  private static TimeRange widen(ParameterValues values, TimeRange range, Clock clock, Kept kept) {
    Instant first = kept.first();
    Instant from = startOfDay(range.from(), kept.zone());
    if (range.from().isBefore(first)) {
      if (values.has("from")) {
        throw TimeRange.notKept("from", first);
      }
      from = first;
    }
    // The first hour may lie inside of a local day: all of that day is read from its days.
    Instant firstMidnight = endOfDay(kept.hours(), kept.zone());
    if (!range.to().isBefore(firstMidnight)) {
      return new TimeRange(from, range.to());
    }
    Instant to = endOfDay(range.to(), kept.zone());
    Instant end = endOfHour(clock);
    return new TimeRange(from, to.isAfter(end) ? end : to);
  }

  private static Instant endOfHour(Clock clock) {
    return clock.instant().truncatedTo(HOURS).plus(1, HOURS);
  }

  private static Instant startOfDay(Instant time, ZoneId zone) {
    return LocalDate.ofInstant(time, zone).atStartOfDay(zone).toInstant();
  }

  private static Instant endOfDay(Instant time, ZoneId zone) {
    Instant start = startOfDay(time, zone);
    return start.equals(time)
        ? time
        : LocalDate.ofInstant(time, zone).plusDays(1).atStartOfDay(zone).toInstant();
  }
}
