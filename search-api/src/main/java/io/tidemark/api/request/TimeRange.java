/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.request;

import static java.time.temporal.ChronoUnit.HOURS;

import io.tidemark.api.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hours that an answer covers: {@code [from, to)}, both whole hours of UTC, or the start of a
 * local day, which lies inside of one in some zones.
 *
 * @param from start of the first hour
 * @param to end of the last hour
 */
public record TimeRange(Instant from, Instant to) {

  /** Complete hours before the running one. */
  private static final Map<String, Integer> HOURS_BACK =
      Map.of("2h", 2, "12h", 12, "1d", 24, "3d", 72, "7d", 168);

  private static final String ALL_KEPT_DAYS = "30d";

  static final String RANGE = "range";

  /** The names of ranges that end with the running hour. */
  static final List<String> NAMES = List.of("2h", "12h", "1d", "3d", "7d", ALL_KEPT_DAYS);

  /** The parameters of every route over a range. */
  public static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.choice(
              RANGE,
              "The complete hours that make up this time, and the current hour. 30d is the 30 UTC"
                  + " days that are kept, including today.",
              NAMES,
              "1d"),
          Parameter.time(
              "from",
              "Start of the range, in place of range; rounded down to the hour.",
              "2026-11-20T08:00:00Z"),
          Parameter.time(
              "to",
              "End of the range, exclusive; rounded up to the hour. Default and maximum: the end of"
                  + " the current hour.",
              "2026-11-20T20:00:00+08:00"));

  public TimeRange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from must be before to: " + from + ", " + to);
    }
  }

  /** Its two halves in whole hours; empty when it is not longer than one. */
  public List<TimeRange> listHalves() {
    Instant middle = from.plus(Duration.between(from, to).dividedBy(2)).truncatedTo(HOURS);
    return from.isBefore(middle)
        ? List.of(new TimeRange(from, middle), new TimeRange(middle, to))
        : List.of();
  }

  /**
   * The range of a request.
   *
   * @throws ProblemException 400 when it contradicts itself or reaches back too far
   */
  public static TimeRange of(ParameterValues values, Clock clock) {
    return of(values, clock, Retention.start(clock));
  }

  /**
   * As above.
   *
   * @param first the first moment that is kept
   */
  public static TimeRange of(ParameterValues values, Clock clock, Instant first) {
    Instant now = clock.instant().truncatedTo(HOURS);
    Instant end = now.plus(1, HOURS);
    if (!values.has("from") && !values.has("to")) {
      return named(values.choice("range"), now, end, clock);
    }
    if (values.has("range")) {
      throw ProblemException.invalidParameter(
          "range", "range contradicts from and to.", List.of("range, or from and to"));
    }
    Instant from = values.time("from").orElseThrow(TimeRange::noStart);
    Instant to = values.time("to").orElse(end);
    if (values.has("to") && !from.isBefore(to)) {
      // Widened to whole hours they might be an hour apart.
      throw endsBeforeItStarts(to);
    }
    Instant last = hourEnd(to);
    return checked(from.truncatedTo(HOURS), last.isAfter(end) ? end : last, first);
  }

  /**
   * Whether a request that continues with this range names no other one. What it leaves out agrees,
   * and so does an end that is still ahead: it was cut when the range was made.
   *
   * @param first the first moment that is kept, with which shorter ranges begin than their name
   *     says
   */
  public boolean agreesWith(ParameterValues values, Clock clock, Instant first) {
    Instant end = clock.instant().truncatedTo(HOURS).plus(1, HOURS);
    boolean sameStart =
        values.time("from").map(given -> given.truncatedTo(HOURS).equals(from)).orElse(true);
    boolean sameEnd =
        values
            .time("to")
            .map(TimeRange::hourEnd)
            .map(given -> given.equals(to) || !given.isBefore(end))
            .orElse(true);
    return sameStart && sameEnd && (!values.has("range") || isNamed(values.choice("range"), first));
  }

  private boolean isNamed(String range, Instant first) {
    if (CalendarRange.IDS.contains(range)) {
      // Which days it means has changed when a day began meanwhile.
      return true;
    }
    Instant running = to.minus(1, HOURS);
    Instant start = named(range, running, to, Clock.fixed(running, ZoneOffset.UTC)).from;
    return from.equals(start.isBefore(first) ? first : start);
  }

  private static TimeRange named(String range, Instant now, Instant end, Clock clock) {
    if (range.equals(ALL_KEPT_DAYS)) {
      return new TimeRange(Retention.start(clock), end);
    }
    return new TimeRange(now.minus(HOURS_BACK.get(range), HOURS), end);
  }

  private static TimeRange checked(Instant from, Instant to, Instant first) {
    if (from.isBefore(first)) {
      throw notKept("from", first);
    }
    if (!from.isBefore(to)) {
      throw endsBeforeItStarts(to);
    }
    return new TimeRange(from, to);
  }

  static ProblemException notKept(String parameter, Instant first) {
    return ProblemException.invalidParameter(
        parameter, "Nothing before " + first + " is kept.", List.of(first + " or later"));
  }

  private static ProblemException endsBeforeItStarts(Instant to) {
    return ProblemException.invalidParameter(
        "from", "The range ends before it starts, or lies ahead.", List.of("before " + to));
  }

  private static ProblemException noStart() {
    return ProblemException.invalidParameter(
        "to", "to needs from.", List.of("from and to, or from alone"));
  }

  private static Instant hourEnd(Instant time) {
    Instant hour = time.truncatedTo(HOURS);
    return hour.equals(time) ? hour : hour.plus(1, HOURS);
  }

  /** The fault of a period before this range that starts at a time that is not kept. */
  public static ProblemException previousNotKept(Instant start, Instant first) {
    return ProblemException.invalidParameter(
        "compare",
        "The period before starts at " + start + "; nothing before " + first + " is kept.",
        List.of("a range up to half of what is kept"));
  }

  /** Its whole hours before {@code time}; empty when there are none. */
  public Optional<TimeRange> before(Instant time) {
    Instant end = time.truncatedTo(HOURS);
    if (!end.isBefore(to)) {
      return Optional.of(this);
    }
    return from.isBefore(end) ? Optional.of(new TimeRange(from, end)) : Optional.empty();
  }

  /**
   * Whether it lies between the first moment that is kept and the end of the running hour.
   *
   * @param first the first moment that is kept
   */
  public boolean isServed(Clock clock, Instant first) {
    Instant end = clock.instant().truncatedTo(HOURS).plus(1, HOURS);
    return !from.isBefore(first) && !to.isAfter(end);
  }

  /** The UTC days that the range touches. */
  public List<LocalDate> days() {
    LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC);
    LocalDate last = LocalDate.ofInstant(to.minusMillis(1), ZoneOffset.UTC);
    return first.datesUntil(last.plusDays(1)).toList();
  }

  /** The number of hours that it touches, counted from its start. */
  public int hours() {
    return (int) Duration.between(from, to).plusHours(1).minusNanos(1).toHours();
  }
}
