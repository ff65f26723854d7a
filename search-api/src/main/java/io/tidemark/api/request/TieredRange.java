/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.request;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the documents of a range are read: whole local days from daily documents, the rest from
 * hourly ones. The parts do not overlap and make up the range.
 *
 * @param hours parts that hourly documents answer
 * @param days parts that daily documents answer, whole days of {@code zone}
 * @param zone of the days
 * @param firstHour the first moment of which hours are kept
 */
public record TieredRange(
    List<TimeRange> hours, List<TimeRange> days, ZoneId zone, Instant firstHour) {

  public TieredRange {
    hours = List.copyOf(hours);
    days = List.copyOf(days);
  }

  /** Hours alone. */
  public static TieredRange ofHours(TimeRange range) {
    return new TieredRange(List.of(range), List.of(), ZoneOffset.UTC, range.from());
  }

  /**
   * The parts of a range.
   *
   * @param firstHour the first moment of which hours are kept: days that begin before it have no
   *     others
   * @param complete days that are known to be complete; may be empty
   */
  public static TieredRange of(
      TimeRange range, Instant firstHour, ZoneId zone, List<TimeRange> complete) {
    List<TimeRange> days = new ArrayList<>();
    List<TimeRange> hours = new ArrayList<>();
    Instant at = range.from();
    while (at.isBefore(range.to())) {
      LocalDate day = LocalDate.ofInstant(at, zone);
      Instant start = day.atStartOfDay(zone).toInstant();
      Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
      boolean whole = start.equals(at) && !end.isAfter(range.to());
      boolean daily = whole && (start.isBefore(firstHour) || isComplete(start, end, complete));
      Instant until = end.isAfter(range.to()) ? range.to() : end;
      append(daily ? days : hours, new TimeRange(at, until));
      at = until;
    }
    return new TieredRange(hours, days, zone, firstHour);
  }

  /**
   * The part that begins at {@code start}, or all of it if it begins later.
   *
   * @param start a midnight of {@link #zone} where days are read
   */
  public TieredRange since(Instant start) {
    return new TieredRange(since(start, hours), since(start, days), zone, firstHour);
  }

  private static List<TimeRange> since(Instant start, List<TimeRange> parts) {
    return parts.stream()
        .filter(part -> part.to().isAfter(start))
        .map(part -> part.from().isBefore(start) ? new TimeRange(start, part.to()) : part)
        .toList();
  }

  /** Whether all is read from hours. */
  public boolean isHourly() {
    return days.isEmpty();
  }

  /**
   * The same with hours in place of days inside of which something changes, as far as hours are
   * kept.
   */
  public TieredRange readHoursAround(NavigableSet<Instant> changes) {
    List<TimeRange> unchanged =
        dates().map(this::rangeOf).filter(day -> !changesInside(day, changes)).toList();
    return of(range(), firstHour, zone, unchanged);
  }

  /**
   * Whether a change falls between two days where days are read, and between two windows elsewhere.
   */
  public boolean isBetweenDocuments(Instant change, long windowMillis) {
    boolean insideDays =
        days.stream().anyMatch(part -> part.from().isBefore(change) && change.isBefore(part.to()));
    return insideDays
        ? startOf(LocalDate.ofInstant(change, zone)).equals(change)
        : Math.floorMod(change.toEpochMilli(), windowMillis) == 0;
  }

  /** The end of the last day that is read as one and inside of which something changes. */
  public Optional<Instant> findEndOfSplitDays(NavigableSet<Instant> changes) {
    return dates()
        .map(this::rangeOf)
        .filter(day -> changesInside(day, changes))
        .map(TimeRange::to)
        .max(Comparator.naturalOrder());
  }

  private static boolean changesInside(TimeRange day, NavigableSet<Instant> changes) {
    Instant change = changes.higher(day.from());
    return change != null && change.isBefore(day.to());
  }

  private TimeRange range() {
    Instant from =
        Stream.concat(hours.stream(), days.stream())
            .map(TimeRange::from)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Instant to =
        Stream.concat(hours.stream(), days.stream())
            .map(TimeRange::to)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return new TimeRange(from, to);
  }

  private TimeRange rangeOf(LocalDate day) {
    return new TimeRange(startOf(day), startOf(day.plusDays(1)));
  }

  private Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** Days of the zone that the daily parts hold. */
  public Stream<LocalDate> dates() {
    return days.stream()
        .flatMap(
            part ->
                LocalDate.ofInstant(part.from(), zone)
                    .datesUntil(LocalDate.ofInstant(part.to(), zone)));
  }

  /** Whether the days of two zones begin at the same moments. */
  public static boolean haveSameDays(TimeRange range, ZoneId one, ZoneId other) {
    if (one.equals(other)) {
      return true;
    }
    LocalDate first = LocalDate.ofInstant(range.from(), one);
    LocalDate last = LocalDate.ofInstant(range.to(), one);
    return first
        .datesUntil(last.plusDays(1))
        .allMatch(
            day -> day.atStartOfDay(one).toInstant().equals(day.atStartOfDay(other).toInstant()));
  }

  private static boolean isComplete(Instant start, Instant end, List<TimeRange> complete) {
    return complete.stream()
        .anyMatch(part -> !start.isBefore(part.from()) && !end.isAfter(part.to()));
  }

  private static void append(List<TimeRange> parts, TimeRange next) {
    int last = parts.size() - 1;
    if (last >= 0 && parts.get(last).to().equals(next.from())) {
      parts.set(last, new TimeRange(parts.get(last).from(), next.to()));
    } else {
      parts.add(next);
    }
  }
}
