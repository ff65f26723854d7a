/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.concurrency;

import static java.time.temporal.ChronoUnit.HOURS;

import io.tidemark.api.concurrency.ConcurrencyAnswer.Hour;
import io.tidemark.api.concurrency.ConcurrencyAnswer.Level;
import io.tidemark.api.concurrency.ConcurrencyAnswer.Minute;
import io.tidemark.api.concurrency.ConcurrencyAnswer.Peak;
import io.tidemark.api.request.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/** Reads answers to {@link ConcurrencyQuery}. */
final class ConcurrencyReader {

  private static final long MINUTE_SECONDS = 60;
  private static final String LEVELS = "levels";
  private static final String MINUTES = "minute_max";

  private ConcurrencyReader() {}

  /** Makes less of one document: a busy hour has hundreds of numbers, a node each. */
  static JsonNode reduceHit(JsonNode hit) {
    ObjectNode window = (ObjectNode) hit.path("_source");
    long[] levels = new long[2 * window.path(LEVELS).size()];
    int next = 0;
    for (JsonNode entry : window.path(LEVELS)) {
      levels[next++] = entry.path("level").asLong();
      levels[next++] = entry.path("ms").asLong();
    }
    long[] peaks = new long[window.path(MINUTES).size()];
    for (int i = 0; i < peaks.length; i++) {
      peaks[i] = window.path(MINUTES).path(i).asLong();
    }
    window.putPOJO(LEVELS, levels);
    window.putPOJO(MINUTES, peaks);
    return JsonNodeFactory.instance.objectNode().set("_source", window);
  }

  private static long[] readNumbers(JsonNode window, String name) {
    return (long[]) ((POJONode) window.path(name)).getPojo();
  }

  static List<JsonNode> readWindows(JsonNode answer) {
    List<JsonNode> windows = new ArrayList<>();
    for (JsonNode hit : answer.path("hits").path("hits")) {
      windows.add(hit.path("_source"));
    }
    return windows;
  }

  /** One entry per hour of the range, without holes; shorter windows are put together. */
  static List<Hour> createHours(TimeRange range, List<JsonNode> windows) {
    Map<Instant, List<JsonNode>> byHour = new TreeMap<>();
    for (JsonNode window : windows) {
      // Days of some zones, and so ranges, begin inside of an hour of UTC.
      long hour = Duration.between(range.from(), readStart(window)).toHours();
      byHour
          .computeIfAbsent(range.from().plus(hour, HOURS), start -> new ArrayList<>())
          .add(window);
    }
    List<Hour> hours = new ArrayList<>();
    for (Instant at = range.from(); at.isBefore(range.to()); at = at.plus(1, HOURS)) {
      hours.add(createHour(at, byHour.getOrDefault(at, List.of())));
    }
    return hours;
  }

  private static Hour createHour(Instant at, List<JsonNode> windows) {
    if (windows.isEmpty()) {
      return new Hour(at, null, null, null, null);
    }
    long max = windows.stream().mapToLong(w -> w.path("max").asLong()).max().orElseThrow();
    long min = windows.stream().mapToLong(w -> w.path("min").asLong()).min().orElseThrow();
    Map<Long, Long> levels = sumLevels(windows);
    double weighted = 0;
    long time = 0;
    for (Map.Entry<Long, Long> level : levels.entrySet()) {
      weighted += (double) level.getKey() * level.getValue();
      time += level.getValue();
    }
    Double mean = time == 0 ? null : weighted / time;
    return new Hour(at, max, mean, min, unknownEnd(windows));
  }

  /** Null when no document says it: those of earlier builds do not. */
  static Long unknownEnd(List<JsonNode> windows) {
    return windows.stream()
        .filter(window -> window.has("unknown_end"))
        .map(window -> window.path("unknown_end").asLong())
        .reduce(Long::sum)
        .orElse(null);
  }

  /** As the last window says, if it is still running. */
  static Long openRuns(List<JsonNode> windows) {
    if (windows.isEmpty()) {
      return null;
    }
    JsonNode last = windows.get(windows.size() - 1);
    return last.has("open_runs") ? (Long) last.path("open_runs").asLong() : null;
  }

  static List<Minute> createMinutes(List<JsonNode> windows) {
    List<Minute> minutes = new ArrayList<>();
    for (JsonNode window : windows) {
      long[] peaks = readNumbers(window, MINUTES);
      for (int i = 0; i < peaks.length; i++) {
        Instant at = readStart(window).plusSeconds(MINUTE_SECONDS * i);
        minutes.add(new Minute(at, peaks[i]));
      }
    }
    return minutes;
  }

  /** The first window with the greatest number; its minute where minutes are known. */
  static Peak findPeak(List<JsonNode> windows) {
    Peak peak = null;
    for (JsonNode window : windows) {
      long max = window.path("max").asLong();
      if (peak == null || max > peak.max()) {
        peak = new Peak(max, minuteOf(window, max));
      }
    }
    return peak;
  }

  private static Instant minuteOf(JsonNode window, long max) {
    long[] peaks = readNumbers(window, MINUTES);
    for (int i = 0; i < peaks.length; i++) {
      if (peaks[i] == max) {
        return readStart(window).plusSeconds(MINUTE_SECONDS * i);
      }
    }
    return readStart(window);
  }

  static List<Level> createDistribution(List<JsonNode> windows) {
    Map<Long, Long> levels = sumLevels(windows);
    long total = levels.values().stream().mapToLong(Long::longValue).sum();
    long atLeast = total;
    List<Level> distribution = new ArrayList<>();
    for (Map.Entry<Long, Long> level : levels.entrySet()) {
      distribution.add(
          new Level(level.getKey(), level.getValue(), total == 0 ? 0 : (double) atLeast / total));
      atLeast -= level.getValue();
    }
    return distribution;
  }

  /** Milliseconds per level. */
  private static Map<Long, Long> sumLevels(List<JsonNode> windows) {
    Map<Long, Long> sums = new TreeMap<>();
    for (JsonNode window : windows) {
      long[] levels = readNumbers(window, LEVELS);
      for (int i = 0; i < levels.length; i += 2) {
        sums.merge(levels[i], levels[i + 1], Long::sum);
      }
    }
    return sums;
  }

  static Instant readStart(JsonNode window) {
    return Instant.parse(window.path("hour").asString());
  }
}
