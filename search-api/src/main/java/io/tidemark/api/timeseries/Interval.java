/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.timeseries;

import static java.time.temporal.ChronoUnit.HOURS;

import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** How a range is cut into points. */
public enum Interval {
  HOUR {
    @Override
    public List<Bucket> cut(TimeRange range, ZoneId zone) {
      List<Bucket> buckets = new ArrayList<>();
      for (Instant at = range.from(); at.isBefore(range.to()); at = at.plus(1, HOURS)) {
        Instant end = at.plus(1, HOURS);
        buckets.add(
            new Bucket(
                at,
                end.isAfter(range.to()) ? range.to() : end,
                at.atZone(zone).toOffsetDateTime()));
      }
      return buckets;
    }
  },
  DAY {
    @Override
    public List<Bucket> cut(TimeRange range, ZoneId zone) {
      return cutDays(range, zone, day -> day, day -> day.plusDays(1));
    }
  },
  WEEK {
    @Override
    public List<Bucket> cut(TimeRange range, ZoneId zone) {
      return cutDays(
          range,
          zone,
          day -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
          day -> day.plusWeeks(1));
    }
  },
  MONTH {
    @Override
    public List<Bucket> cut(TimeRange range, ZoneId zone) {
      return cutDays(range, zone, day -> day.withDayOfMonth(1), day -> day.plusMonths(1));
    }
  };

  /**
   * One point's part of the range.
   *
   * @param from start, cut at the start of the range
   * @param to end, exclusive, cut at the end of the range
   * @param time how the answer names it: the start of the hour, which counts from the start of the
   *     range, or of the local day
   */
  public record Bucket(Instant from, Instant to, OffsetDateTime time) {}

  /** The parameters of a route over time. */
  public static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.choice(
              "interval",
              "Length of one point; weeks begin on Monday.",
              List.of("hour", "day", "week", "month"),
              "hour"),
          Parameter.zone("time_zone", "Time zone of the days and of the times in the response."));

  /** The points of a range, without holes; local days have 23 or 25 hours where clocks change. */
  public abstract List<Bucket> cut(TimeRange range, ZoneId zone);

  private static List<Bucket> cutDays(
      TimeRange range, ZoneId zone, UnaryOperator<LocalDate> first, UnaryOperator<LocalDate> next) {
    List<Bucket> buckets = new ArrayList<>();
    LocalDate day = first.apply(LocalDate.ofInstant(range.from(), zone));
    while (day.atStartOfDay(zone).toInstant().isBefore(range.to())) {
      LocalDate following = next.apply(day);
      Instant start = day.atStartOfDay(zone).toInstant();
      Instant end = following.atStartOfDay(zone).toInstant();
      buckets.add(
          new Bucket(
              start.isBefore(range.from()) ? range.from() : start,
              end.isAfter(range.to()) ? range.to() : end,
              day.atStartOfDay(zone).toOffsetDateTime()));
      day = following;
    }
    return buckets;
  }

  /** As in requests and answers. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The interval of that name. */
  public static Interval of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
