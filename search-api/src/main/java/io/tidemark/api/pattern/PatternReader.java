/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.pattern;

import io.tidemark.api.forecast.HourOfWeekProfile;
import io.tidemark.api.pattern.PatternAnswer.Cell;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.timeseries.Interval.Bucket;
import io.tidemark.api.timeseries.Points;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Reads hours into a pattern of the week. */
final class PatternReader {

  private static final int HOURS_A_DAY = 24;
  private static final int NIGHT_FROM = 22;
  private static final int NIGHT_TO = 6;

  private PatternReader() {}

  static PatternAnswer readAnswer(PatternRequest request, Coverage coverage, JsonNode answer) {
    List<Bucket> buckets = request.buckets();
    double[] hourly = hourly(buckets, coverage, answer);
    Instant start = request.selection().range().from();
    HourOfWeekProfile profile = HourOfWeekProfile.of(start, hourly, request.zone());
    List<Cell> cells = cells(profile);
    return new PatternAnswer(
        coverage,
        request.metric().name(),
        request.zone().getId(),
        profile.hours(),
        cells,
        peak(cells),
        share(request, buckets, hourly, PatternReader::isNight),
        share(request, buckets, hourly, PatternReader::isWeekend));
  }

  private static double[] hourly(List<Bucket> buckets, Coverage coverage, JsonNode answer) {
    List<JsonNode> parts =
        Points.read(buckets, answer.path("aggregations").path(PatternQuery.POINTS));
    double[] hourly = new double[parts.size()];
    double nothing = isUnreported(parts) ? Double.NaN : 0;
    for (int i = 0; i < hourly.length; i++) {
      JsonNode part = parts.get(i);
      double unknown = part.isMissingNode() ? nothing : Double.NaN;
      double value =
          Points.readValue(part) instanceof Number number ? number.doubleValue() : unknown;
      Bucket bucket = buckets.get(i);
      hourly[i] = coverage.isKnown(bucket.from(), bucket.to()) ? value : Double.NaN;
    }
    return hourly;
  }

  /** Whether there is usage, none of which says the metric. */
  private static boolean isUnreported(List<JsonNode> parts) {
    return parts.stream().anyMatch(part -> !part.isMissingNode())
        && parts.stream().allMatch(part -> Points.readValue(part) == null);
  }

  private static List<Cell> cells(HourOfWeekProfile profile) {
    List<Cell> cells = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      for (int hour = 0; hour < HOURS_A_DAY; hour++) {
        cells.add(
            new Cell(
                day.getValue(),
                hour,
                known(profile.median(day, hour)),
                known(profile.maximum(day, hour))));
      }
    }
    return cells;
  }

  private static Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** The busiest hour; the first one of equal hours. */
  private static Cell peak(List<Cell> cells) {
    return cells.stream()
        .filter(cell -> cell.median() != null && cell.maximum() > 0)
        .max(
            Comparator.comparing(Cell::median)
                .thenComparing(Cell::maximum)
                .thenComparing(cell -> -(cell.weekday() * HOURS_A_DAY + cell.hour())))
        .orElse(null);
  }

  private static Double share(
      PatternRequest request,
      List<Bucket> buckets,
      double[] hourly,
      Predicate<ZonedDateTime> within) {
    double all = 0;
    double part = 0;
    for (int i = 0; i < hourly.length; i++) {
      if (!Double.isNaN(hourly[i])) {
        all += hourly[i];
        part += within.test(buckets.get(i).from().atZone(request.zone())) ? hourly[i] : 0;
      }
    }
    return all > 0 ? part / all : null;
  }

  private static boolean isNight(ZonedDateTime time) {
    return time.getHour() >= NIGHT_FROM || time.getHour() < NIGHT_TO;
  }

  private static boolean isWeekend(ZonedDateTime time) {
    return time.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
  }
}
