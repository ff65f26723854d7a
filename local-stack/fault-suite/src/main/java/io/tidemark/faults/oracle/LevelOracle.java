/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many runs were going at once, by brute force: between any two moments at which something
 * changes, all runs are looked at.
 */
final class LevelOracle {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  /** Dimensions of concurrency, and the field of a step that holds the value. */
  private static final Map<String, String> DIMENSIONS =
      Map.of(
          "tenant", "tenant_id",
          "workflow", "workflow_id",
          "user", "user_id",
          "api_key", "api_key_id",
          "source", "source");

  /** Dimensions whose documents name the users whose runs they count. */
  private static final Set<String> NAMES_USERS = Set.of("workflow", "api_key");

  private final List<Run> runs;
  private final long end;

  /**
   * A run that has started.
   *
   * @param start any step of it, for its dimensions
   * @param ended milliseconds since 1970; negative while it goes on
   */
  record Run(JsonNode start, long started, long ended) {
    long leaves() {
      return ended < 0 ? Long.MAX_VALUE : Math.max(started, ended);
    }

    boolean goesAt(long time) {
      return started <= time && time < leaves();
    }
  }

  LevelOracle(List<Run> runs, Instant end) {
    this.runs = runs;
    this.end = end.toEpochMilli();
  }

  void addTo(Expected expected) {
    DIMENSIONS.forEach(
        (dimension, field) -> {
          Map<List<String>, List<Run>> groups = new java.util.LinkedHashMap<>();
          for (Run run : runs) {
            List<String> group =
                List.of(run.start().path("tenant_id").asText(), run.start().path(field).asText());
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(run);
          }
          groups.forEach((group, members) -> addHours(dimension, group, members, expected));
        });
  }

  private void addHours(
      String dimension, List<String> group, List<Run> members, Expected expected) {
    long first = members.stream().mapToLong(Run::started).min().orElseThrow();
    long last = members.stream().mapToLong(Run::leaves).max().orElseThrow();
    for (long hour = first - first % HOUR; hour <= last && hour < end; hour += HOUR) {
      Map<String, Object> fields = hour(hour, members);
      if (dimension.equals("tenant") || (Long) fields.get("max") > 0) {
        fields.put("tenant_id", group.get(0));
        fields.put("dimension", dimension);
        fields.put("value", group.get(1));
        if (NAMES_USERS.contains(dimension)) {
          nameUsers(fields, hour, members);
        }
        expected.put(Family.COMFYUI_CONCURRENCY, fields);
      }
    }
  }

  private static void nameUsers(Map<String, Object> fields, long hour, List<Run> members) {
    TreeSet<String> users = new TreeSet<>();
    for (Run run : members) {
      if (run.started() < hour + HOUR && run.leaves() > hour) {
        users.add(run.start().path("user_id").asText());
      }
    }
    int at = 0;
    for (String user : users) {
      fields.put("user_ids[" + at + "]", user);
      at++;
    }
  }

  private static Map<String, Object> hour(long hour, List<Run> members) {
    TreeSet<Long> moments = new TreeSet<>(List.of(hour, hour + HOUR));
    for (Run run : members) {
      moments.add(Math.max(hour, Math.min(run.started(), hour + HOUR)));
      moments.add(Math.max(hour, Math.min(run.leaves(), hour + HOUR)));
    }
    Map<Long, Long> levels = new TreeMap<>();
    long[] minutes = new long[60];
    for (Long from : moments.headSet(hour + HOUR)) {
      long to = moments.higher(from);
      long level = members.stream().filter(run -> run.goesAt(from)).count();
      levels.merge(level, to - from, Long::sum);
      for (int minute = (int) ((from - hour) / MINUTE);
          minute <= (to - hour - 1) / MINUTE;
          minute++) {
        minutes[minute] = Math.max(minutes[minute], level);
      }
    }
    return fields(hour, levels, minutes);
  }

  private static Map<String, Object> fields(long hour, Map<Long, Long> levels, long[] minutes) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("hour", Instant.ofEpochMilli(hour).toString());
    fields.put("window_minutes", 60L);
    fields.put("max", levels.keySet().stream().mapToLong(Long::longValue).max().orElseThrow());
    fields.put("min", levels.keySet().stream().mapToLong(Long::longValue).min().orElseThrow());
    long running = levels.entrySet().stream().mapToLong(one -> one.getKey() * one.getValue()).sum();
    fields.put("running_ms", running);
    fields.put("mean", (double) running / HOUR);
    // No run of this suite lasts long enough to be given up.
    fields.put("unknown_end", 0L);
    int at = 0;
    for (Map.Entry<Long, Long> level : levels.entrySet()) {
      fields.put("levels[" + at + "].level", level.getKey());
      fields.put("levels[" + at + "].ms", level.getValue());
      at++;
    }
    for (int minute = 0; minute < minutes.length; minute++) {
      fields.put("minute_max[" + minute + "]", minutes[minute]);
    }
    return fields;
  }
}
