/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The windows that a monitor may look at. Windows of up to one hour start at whole multiples of
 * UTC, longer ones at midnight of the time zone; a day of 23 or 25 hours ends its last window early
 * or has one more.
 */
public enum MonitorWindow {
  MINUTES_15("15m", Duration.ofMinutes(15)),
  MINUTES_30("30m", Duration.ofMinutes(30)),
  HOURS_1("1h", Duration.ofHours(1)),
  HOURS_2("2h", Duration.ofHours(2)),
  HOURS_4("4h", Duration.ofHours(4)),
  HOURS_6("6h", Duration.ofHours(6)),
  HOURS_12("12h", Duration.ofHours(12)),
  DAY("day", Duration.ofDays(1)),
  /** The seven local days that end with a day; there is one for each day. */
  DAYS_7("7d", Duration.ofDays(7));

  private final String id;
  private final Duration length;

  MonitorWindow(String id, Duration length) {
    this.id = id;
    this.length = length;
  }

  /** The window with this name. */
  public static Optional<MonitorWindow> find(String id) {
    return Arrays.stream(values()).filter(window -> window.id.equals(id)).findFirst();
  }

  /** All names, the shortest window first. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(MonitorWindow::id).toList();
  }

  /** The name in monitors. */
  public String id() {
    return id;
  }

  /** The length, apart from days on which clocks change. */
  public Duration length() {
    return length;
  }

  /** Whether hourly documents are too coarse, so that records are counted. */
  public boolean needsRecords() {
    return length.compareTo(Duration.ofHours(1)) < 0;
  }

  /** The window in which {@code time} lies; of seven days, the one that ends with its day. */
  public Window at(Instant time, ZoneId zone) {
    if (length.compareTo(Duration.ofHours(1)) <= 0) {
      long millis = length.toMillis();
      Instant from = Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), millis) * millis);
      return new Window(from, from.plus(length));
    }
    LocalDate day = LocalDate.ofInstant(time, zone);
    Instant midnight = day.atStartOfDay(zone).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
    if (this == DAYS_7) {
      return new Window(day.minusDays(6).atStartOfDay(zone).toInstant(), end);
    }
    if (this == DAY) {
      return new Window(midnight, end);
    }
    long position = Duration.between(midnight, time).toMillis() / length.toMillis();
    Instant from = midnight.plus(length.multipliedBy(position));
    Instant to = from.plus(length);
    return new Window(from, to.isAfter(end) ? end : to);
  }

  /** The window that ends where {@code window} starts; of seven days, the one before it. */
  public Window before(Window window, ZoneId zone) {
    return this == DAYS_7
        ? at(window.to().minusMillis(1).atZone(zone).minusDays(7).toInstant(), zone)
        : at(window.from().minusMillis(1), zone);
  }

  /** The window that follows in a series; those of seven days overlap. */
  public Window next(Window window, ZoneId zone) {
    return at(window.to(), zone);
  }

  /** The window that {@link #next} follows. */
  public Window previous(Window window, ZoneId zone) {
    Instant last = window.to().minusMillis(1);
    return this == DAYS_7
        ? at(last.atZone(zone).minusDays(1).toInstant(), zone)
        : at(window.from().minusMillis(1), zone);
  }

  /** The newest window of the series that has ended by {@code time}. */
  public Window endedBy(Instant time, ZoneId zone) {
    Window window = at(time, zone);
    return window.to().isAfter(time) ? previous(window, zone) : window;
  }
}
