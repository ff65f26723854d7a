/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The daily documents that hourly documents add up to, by the documentation of daily documents. */
public final class DayTable {

  /** Fields that are about one document: those of a day do not follow from its hours. */
  private static final Set<String> OF_ONE_DOCUMENT =
      Set.of("hour", "window_minutes", "final", "revision", "late_events", "updated_at");

  private final ZoneId zone;
  private final Set<String> dimensions;
  private final Map<String, Map<String, Object>> days = new TreeMap<>();
  private final Map<String, Map<String, Set<String>>> lists = new TreeMap<>();

  private DayTable(ZoneId zone, Collection<String> dimensions) {
    this.zone = zone;
    this.dimensions = Set.copyOf(dimensions);
  }

  /**
   * The days of hours.
   *
   * @param zone whose days
   * @param dimensions of the family
   * @param hours hourly documents as {@link FlatDocument}s
   * @return daily documents by {@link #key}
   */
  public static Map<String, Map<String, Object>> ofHours(
      ZoneId zone, Collection<String> dimensions, Collection<Map<String, Object>> hours) {
    DayTable table = new DayTable(zone, dimensions);
    hours.forEach(table::add);
    table.lists.forEach(
        (key, fields) ->
            fields.forEach(
                (field, values) -> FlatDocument.putAll(table.days.get(key), field, values)));
    return table.days;
  }

  /** The day and the dimensions of a daily document. */
  public static String key(Map<String, Object> day, Collection<String> dimensions) {
    Set<String> names = new TreeSet<>(dimensions);
    names.add("day");
    return FlatDocument.key(day, names);
  }

  private void add(Map<String, Object> hour) {
    Map<String, Object> day = start(Instant.parse((String) hour.get("hour")));
    dimensions.stream()
        .filter(hour::containsKey)
        .forEach(dimension -> day.put(dimension, hour.get(dimension)));
    String key = key(day, dimensions);
    Map<String, Object> sum = days.computeIfAbsent(key, first -> day);
    hour.forEach(
        (field, value) -> {
          if (!dimensions.contains(field) && !OF_ONE_DOCUMENT.contains(field)) {
            add(key, sum, field, value);
          }
        });
  }

  private void add(String key, Map<String, Object> sum, String field, Object value) {
    if (field.endsWith("]")) {
      lists
          .computeIfAbsent(key, first -> new TreeMap<>())
          .computeIfAbsent(field.substring(0, field.indexOf('[')), first -> new TreeSet<>())
          .add((String) value);
    } else if (value instanceof String text) {
      requireSame(field, text, sum.putIfAbsent(field, text));
    } else if (field.endsWith(".min")) {
      sum.merge(field, value, (a, b) -> Math.min((Long) a, (Long) b));
    } else if (field.endsWith(".max")) {
      sum.merge(field, value, (a, b) -> Math.max((Long) a, (Long) b));
    } else {
      FlatDocument.add(sum, field, (Long) value);
    }
  }

  /** A text follows from the dimensions, so that all hours of a day have the same. */
  private static void requireSame(String field, String text, Object earlier) {
    if (earlier != null && !earlier.equals(text)) {
      throw new IllegalStateException(field + " is " + text + " and " + earlier + " in one day");
    }
  }

  private Map<String, Object> start(Instant moment) {
    ZonedDateTime start = moment.atZone(zone).toLocalDate().atStartOfDay(zone);
    ZonedDateTime end = start.toLocalDate().plusDays(1).atStartOfDay(zone);
    Map<String, Object> day = new TreeMap<>();
    day.put("day", start.toInstant().toString());
    day.put("day_zone", zone.getId());
    day.put("window_minutes", Duration.between(start, end).toMinutes());
    return day;
  }
}
