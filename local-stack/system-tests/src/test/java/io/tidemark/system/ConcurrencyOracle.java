/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many ComfyUI runs went at once, by brute force: the hour is cut wherever a run starts or
 * ends, and for each piece all runs are asked whether they went on in it.
 */
final class ConcurrencyOracle {

  private static final long MINUTE = 60_000;

  private static final Map<String, Function<SentRun, String>> DIMENSIONS =
      Map.of(
          "tenant", run -> run.text("tenant_id"),
          "workflow", run -> run.text("workflow_id"),
          "user", run -> run.text("user_id"),
          "api_key", run -> run.text("api_key_id"),
          "source", SentRun::source);

  /** Dimensions whose documents name the users whose runs they count. */
  private static final Set<String> NAMES_USERS = Set.of("workflow", "api_key");

  private final RunOracle runs;

  ConcurrencyOracle(RunOracle runs) {
    this.runs = runs;
  }

  /**
   * From its start to its end; {@link Long#MAX_VALUE} while it has none, the start again when it
   * was given up without one.
   */
  private record Going(long from, long to, boolean givenUp, String user) {

    boolean isLostIn(long hour) {
      return givenUp && SentEvent.hourOf(from) == hour;
    }

    boolean touches(long start, long end) {
      return from < end && to > start;
    }
  }

  /**
   * The documents of all hours.
   *
   * @param now which hour runs
   * @param measured up to when an hour is measured, for documents that say so
   */
  Map<String, Map<String, Object>> documents(long now, Map<String, Long> measured) {
    Map<String, Map<String, Object>> documents = new TreeMap<>();
    DIMENSIONS.forEach(
        (dimension, valueOf) ->
            values(valueOf)
                .forEach(
                    (value, going) -> {
                      List<String> key = List.of(value.get(0), dimension, value.get(1));
                      for (long hour : hours(going, now)) {
                        put(key, hour, going, measured, documents);
                      }
                    }));
    return documents;
  }

  private Map<List<String>, List<Going>> values(Function<SentRun, String> valueOf) {
    return runs.runs().stream()
        .filter(run -> run.started() != null && valueOf.apply(run) != null)
        .collect(
            Collectors.groupingBy(
                run -> List.of(run.text("tenant_id"), valueOf.apply(run)),
                Collectors.mapping(this::going, Collectors.toList())));
  }

  private Going going(SentRun run) {
    boolean ended = run.outcome(runs.now()) != null;
    if (ended && !run.hasEnd()) {
      return new Going(run.started(), run.started(), true, run.text("user_id"));
    }
    long to = ended ? Math.max(run.started(), run.ended(runs.now())) : Long.MAX_VALUE;
    return new Going(run.started(), to, false, run.text("user_id"));
  }

  private static List<Long> hours(List<Going> going, long now) {
    long first = going.stream().mapToLong(Going::from).min().orElseThrow();
    long last =
        going.stream().mapToLong(Going::to).map(to -> Math.min(to, now)).max().orElseThrow();
    List<Long> hours = new ArrayList<>();
    for (long hour = SentEvent.hourOf(first); hour <= last; hour += SentEvent.HOUR) {
      hours.add(hour);
    }
    return hours;
  }

  private static void put(
      List<String> value,
      long hour,
      List<Going> going,
      Map<String, Long> measured,
      Map<String, Map<String, Object>> documents) {
    Map<String, Object> document = new TreeMap<>();
    document.put("hour", SentEvent.rfc3339(hour));
    document.put("tenant_id", value.get(0));
    document.put("dimension", value.get(1));
    document.put("value", value.get(2));
    String key = document.toString();
    document.put("window_minutes", 60L);
    document.put("unknown_end", going.stream().filter(run -> run.isLostIn(hour)).count());
    long end = measured.getOrDefault(key, hour + SentEvent.HOUR);
    if (measured.containsKey(key)) {
      document.put("open_runs", going.stream().filter(run -> run.touches(end - 1, end)).count());
    }
    measure(document, hour, end, going);
    if (NAMES_USERS.contains(value.get(1))) {
      nameUsers(
          document,
          going.stream().filter(run -> run.touches(hour, end) || run.isLostIn(hour)).toList());
    }
    documents.put(key, document);
  }

  private static void nameUsers(Map<String, Object> document, List<Going> here) {
    if (here.stream().allMatch(run -> run.user() != null)) {
      document.put("user_ids", here.stream().map(Going::user).distinct().sorted().toList());
    }
  }

  private static void measure(
      Map<String, Object> document, long hour, long end, List<Going> going) {
    List<Going> here = going.stream().filter(run -> run.touches(hour, end)).toList();
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
    List<Map<String, Object>> levels = new ArrayList<>();
    millisAtLevel.forEach(
        (level, millis) -> levels.add(new TreeMap<>(Map.of("level", level, "ms", millis))));
    document.put("levels", levels);
    document.put("minute_max", List.copyOf(peaks.values()));
  }
}
