/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.cost.UsageWindows;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.hourly.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A part of a month that is counted from documents of one length, and in which the same rules hold.
 * Hours are read while they are kept, and days before that.
 */
record Segment(TimeRange range, UsageWindows windows) {

  /**
   * The hours and days of a month that are kept.
   *
   * @param hours start of the hours that are kept
   * @param window of the documents of hours, with which rules begin
   */
  record Kept(TimeRange month, Instant hours, Optional<KeptDays> days, Window window) {

    /** The start of the first window that does not begin before {@code time}. */
    Instant findWindow(Instant time) {
      return Instant.ofEpochMilli(window.endOf(time.toEpochMilli() - 1));
    }
  }

  /** The parts of a month that are kept, in order; none when nothing is. */
  static List<Segment> cutSegments(Workload workload, Kept kept, Collection<Instant> ruleChanges) {
    TimeRange month = kept.month();
    Instant hoursFrom = latest(month.from(), kept.hours());
    List<Segment> segments = new ArrayList<>();
    if (kept.days().isPresent() && month.from().isBefore(hoursFrom)) {
      KeptDays known = kept.days().get();
      hoursFrom = known.firstMidnight(hoursFrom);
      Instant from = known.firstMidnight(latest(month.from(), known.from()));
      Instant to = hoursFrom.isBefore(month.to()) ? hoursFrom : month.to();
      if (from.isBefore(to)) {
        UsageWindows windows = UsageWindows.daysOf(workload, known.zone());
        List<Instant> changes = ruleChanges.stream().map(known::firstMidnight).toList();
        addAll(segments, new TimeRange(from, to), windows, changes);
      }
    }
    if (hoursFrom.isBefore(month.to())) {
      TimeRange rest = new TimeRange(hoursFrom, month.to());
      List<Instant> changes = ruleChanges.stream().map(kept::findWindow).toList();
      addAll(segments, rest, UsageWindows.hoursOf(workload), changes);
    }
    return segments;
  }

  /** The start of the first segment of a month; its end without any. */
  static Instant findStart(List<Segment> segments, TimeRange month) {
    return segments.isEmpty() ? month.to() : segments.get(0).range().from();
  }

  private static void addAll(
      List<Segment> segments, TimeRange range, UsageWindows windows, Collection<Instant> changes) {
    NavigableSet<Instant> starts = new TreeSet<>(changes);
    starts.removeIf(at -> !at.isAfter(range.from()) || !at.isBefore(range.to()));
    starts.add(range.from());
    for (Instant start : starts) {
      Instant next = starts.higher(start);
      segments.add(new Segment(new TimeRange(start, next == null ? range.to() : next), windows));
    }
  }

  /** Whether an instant lies inside of it, and not between two segments. */
  boolean hasInside(Instant time) {
    return time.isAfter(range.from()) && time.isBefore(range.to());
  }

  /** Its days, when it is counted from daily documents; itself otherwise. */
  List<Segment> listDays() {
    ZoneId zone = windows.dayZone();
    if (zone == null) {
      return List.of(this);
    }
    List<Segment> days = new ArrayList<>();
    Instant start = range.from();
    while (start.isBefore(range.to())) {
      Instant next = start.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
      Instant end = next.isBefore(range.to()) ? next : range.to();
      days.add(new Segment(new TimeRange(start, end), windows));
      start = end;
    }
    return days;
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
