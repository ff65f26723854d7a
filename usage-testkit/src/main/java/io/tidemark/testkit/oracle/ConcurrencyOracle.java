/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The number of ComfyUI runs at once, by brute force: the hour is cut wherever a run starts or
 * ends, and for each piece all runs are asked whether they continued in it.
 */
public final class ConcurrencyOracle {

  /** Fields that name a document. */
  public static final Set<String> KEY = Set.of("hour", "tenant_id", "dimension", "value");

  private static final long MINUTE = 60_000;

  private static final Map<String, Function<Run, String>> DIMENSIONS =
      Map.of(
          "tenant", run -> run.text("tenant_id"),
          "workflow", run -> run.text("workflow_id"),
          "user", run -> run.text("user_id"),
          "api_key", run -> run.text("api_key_id"),
          "source", Run::source);

  /** Dimensions whose documents name the users whose runs they count. */
  private static final Set<String> NAMES_USERS = Set.of("workflow", "api_key");

  private final ComfyuiOracle runs;

  ConcurrencyOracle(ComfyuiOracle runs) {
    this.runs = runs;
  }

  /**
   * From its start to its end; {@link Long#MAX_VALUE} while it has none, the start again when it
   * was abandoned without one.
   */
  private record Going(long from, long to, boolean lost, String user) {

    boolean isLostIn(long hour) {
      return lost && Event.hourOf(from) == hour;
    }

    boolean touches(long start, long end) {
      return from < end && to > start;
    }
  }

  /**
   * The documents of all hours up to that of {@code now}. A quiet hour has one for a tenant only.
   *
   * @param measured up to when an hour is measured, by the key of documents that say so
   */
  public Map<String, Map<String, Object>> documents(long now, Map<String, Long> measured) {
    Map<String, Map<String, Object>> documents = new TreeMap<>();
    for (String dimension : DIMENSIONS.keySet()) {
      Map<List<String>, List<Going>> groups = groupRuns(DIMENSIONS.get(dimension));
      for (Map.Entry<List<String>, List<Going>> group : groups.entrySet()) {
        for (long hour : listHours(group.getValue(), now)) {
          Map<String, Object> key = createKey(hour, dimension, group.getKey());
          Map<String, Object> document =
              createDocument(hour, group.getValue(), key, measured.get(key.toString()));
          if (dimension.equals("tenant") || isBusy(document)) {
            documents.put(key.toString(), document);
          }
        }
      }
    }
    return documents;
  }

  private static Map<String, Object> createKey(long hour, String dimension, List<String> group) {
    Map<String, Object> key = new TreeMap<>();
    key.put("hour", Event.rfc3339(hour));
    key.put("tenant_id", group.get(0));
    key.put("dimension", dimension);
    key.put("value", group.get(1));
    return key;
  }

  /** Whether a run continued, or was lost, in the hour of a document. */
  public static boolean isBusy(Map<String, Object> document) {
    Long none = 0L;
    return !none.equals(document.get("max")) || !none.equals(document.get("unknown_end"));
  }

  private Map<List<String>, List<Going>> groupRuns(Function<Run, String> valueOf) {
    Map<List<String>, List<Going>> groups = new LinkedHashMap<>();
    for (Run run : runs.runs()) {
      if (run.started() != null && valueOf.apply(run) != null) {
        groups
            .computeIfAbsent(
                List.of(run.text("tenant_id"), valueOf.apply(run)), key -> new ArrayList<>())
            .add(toGoing(run));
      }
    }
    return groups;
  }

  private Going toGoing(Run run) {
    boolean ended = run.outcome(runs.now()) != null;
    if (ended && !run.hasEnd()) {
      return new Going(run.started(), run.started(), true, run.text("user_id"));
    }
    long to = ended ? Math.max(run.started(), run.ended(runs.now())) : Long.MAX_VALUE;
    return new Going(run.started(), to, false, run.text("user_id"));
  }

  private static List<Long> listHours(List<Going> going, long now) {
    long first = going.stream().mapToLong(Going::from).min().orElseThrow();
    long last =
        going.stream().mapToLong(Going::to).map(to -> Math.min(to, now)).max().orElseThrow();
    List<Long> hours = new ArrayList<>();
    for (long hour = Event.hourOf(first); hour <= last; hour += Event.HOUR) {
      hours.add(hour);
    }
    return hours;
  }

  private static Map<String, Object> createDocument(
      long hour, List<Going> all, Map<String, Object> key, Long measuredUntil) {
    Map<String, Object> document = new TreeMap<>(key);
    document.put("window_minutes", 60L);
    document.put("unknown_end", all.stream().filter(run -> run.isLostIn(hour)).count());
    long end = measuredUntil == null ? hour + Event.HOUR : measuredUntil;
    if (measuredUntil != null) {
      document.put("open_runs", all.stream().filter(run -> run.touches(end - 1, end)).count());
    }
    measure(document, hour, end, all);
    if (NAMES_USERS.contains(key.get("dimension"))) {
      nameUsers(
          document,
          all.stream().filter(run -> run.touches(hour, end) || run.isLostIn(hour)).toList());
    }
    return document;
  }

  private static void nameUsers(Map<String, Object> document, List<Going> here) {
    if (here.stream().allMatch(run -> run.user() != null)) {
      FlatDocument.putAll(
          document, "user_ids", here.stream().map(Going::user).distinct().sorted().toList());
    }
  }

  private static void measure(Map<String, Object> document, long hour, long end, List<Going> all) {
    List<Going> here = all.stream().filter(run -> run.touches(hour, end)).toList();
    TreeSet<Long> cuts = new TreeSet<>(List.of(hour, end));
    here.forEach(run -> cuts.addAll(List.of(run.from(), run.to())));
    for (long minute = hour; minute < end; minute += MINUTE) {
      cuts.add(minute);
    }
    TreeMap<Long, Long> millisAtLevel = new TreeMap<>();
    TreeMap<Long, Long> peaks = new TreeMap<>();
    long running = 0;
    for (long from : cuts.subSet(hour, end)) {
      long to = cuts.higher(from);
      long level = here.stream().filter(run -> run.touches(from, to)).count();
      millisAtLevel.merge(level, to - from, Long::sum);
      peaks.merge((from - hour) / MINUTE, level, Math::max);
      running += level * (to - from);
    }
    document.put("max", millisAtLevel.lastKey());
    document.put("min", millisAtLevel.firstKey());
    document.put("mean", (double) running / (end - hour));
    document.put("running_ms", running);
    FlatDocument.putAll(document, "minute_max", peaks.values());
    int i = 0;
    for (Map.Entry<Long, Long> level : millisAtLevel.entrySet()) {
      document.put("levels[" + i + "].level", level.getKey());
      document.put("levels[" + i + "].ms", level.getValue());
      i++;
    }
  }
}
