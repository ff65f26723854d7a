/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static io.tidemark.job.ExpectedFigures.HOUR;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** ComfyUI runs, their steps as lines, and what must come of them. */
final class RunHistory {

  private static final int RUNS = 150;
  private static final long DAY = 24 * HOUR;
  private static final List<String> OUTCOMES =
      List.of("succeeded", "failed", "cancelled", "abandoned");

  final List<String> lines = new ArrayList<>();
  private final ExpectedFigures figures;
  private final Map<List<String>, TreeMap<Long, Long>> changes = new TreeMap<>(RunHistory::compare);
  private final Map<List<String>, TreeMap<Long, Long>> unknownEnds = new HashMap<>();
  private final Random random;

  /** Runs that start within two hours of {@code begin}; some of them take more than a day. */
  RunHistory(long begin, Random random, ExpectedFigures figures) {
    this.random = random;
    this.figures = figures;
    for (int i = 0; i < RUNS; i++) {
      run("t" + i, begin + random.nextInt((int) (2 * HOUR)));
    }
    changes.forEach(this::measure);
  }

  private void run(String task, long start) {
    String user = "user-" + random.nextInt(4);
    String workflow = "w" + random.nextInt(3);
    long end = start + random.nextInt(random.nextInt(8) == 0 ? 26 * (int) HOUR : 900_000);
    String outcome = OUTCOMES.get(random.nextInt(3));
    long submitted = start - random.nextInt(60_000);
    boolean hasSubmission = random.nextInt(6) > 0;
    boolean hasStart = random.nextInt(10) > 0;
    boolean hasEnd = random.nextInt(10) > 0;
    if (hasSubmission) {
      line(task, "submitted", submitted, user, workflow);
    }
    if (hasStart) {
      line(task, "started", start, user, workflow);
    }
    if (hasEnd) {
      line(task, outcome, end, user, workflow);
    }
    boolean abandoned = hasStart && (!hasEnd || end - start > DAY);
    if (!hasEnd && !abandoned) {
      return;
    }
    long over = abandoned ? start + DAY : end;
    Map<String, Object> hour = hour(over, user, workflow);
    ExpectedFigures.add(hour, "executions", 1);
    ExpectedFigures.add(hour, abandoned ? "abandoned" : outcome, 1);
    if (hasStart && !abandoned) {
      ExpectedFigures.addDuration(hour, "run_time_ms", end - start);
    } else {
      ExpectedFigures.add(hour, "runs_without_duration", 1);
    }
    if (hasStart && hasSubmission) {
      ExpectedFigures.addDuration(hour, "queue_time_ms", start - submitted);
    }
    if (hasStart) {
      Map.of("tenant", "acme", "user", user, "workflow", workflow, "source", "api")
          .forEach(
              (dimension, value) -> {
                change(dimension, value, start, hasEnd ? over : start);
                unknownEnd(dimension, value, start, hasEnd ? 0 : 1);
              });
    }
  }

  private Map<String, Object> hour(long time, String user, String workflow) {
    Map<String, Object> hour =
        figures.at(
            "comfyui-hourly",
            time,
            "tenant_id",
            "acme",
            "user_id",
            user,
            "workflow_id",
            workflow,
            "source",
            "api");
    ExpectedFigures.add(hour, "executions", 0);
    OUTCOMES.forEach(outcome -> ExpectedFigures.add(hour, outcome, 0));
    ExpectedFigures.add(hour, "runs_without_duration", 0);
    return hour;
  }

  private void line(String task, String event, long time, String user, String workflow) {
    lines.add(
        """
        {"tenant_id":"acme","task_id":"%s","event":"%s","event_time":%d,"user_id":"%s","workflow_id":"%s"}"""
            .formatted(task, event, time, user, workflow));
  }

  private void change(String dimension, String value, long start, long end) {
    TreeMap<Long, Long> ofValue =
        changes.computeIfAbsent(List.of(dimension, value), key -> new TreeMap<>());
    ofValue.merge(start, 1L, Long::sum);
    ofValue.merge(end, -1L, Long::sum);
  }

  private void unknownEnd(String dimension, String value, long start, long more) {
    unknownEnds
        .computeIfAbsent(List.of(dimension, value), key -> new TreeMap<>())
        .merge(ExpectedFigures.hourOf(start), more, Long::sum);
  }

  private void measure(List<String> value, NavigableMap<Long, Long> ofValue) {
    long level = 0;
    long first = ExpectedFigures.hourOf(ofValue.firstKey());
    for (long hour = first; hour <= ofValue.lastKey(); hour += HOUR) {
      TreeMap<Long, Long> millisAt = new TreeMap<>();
      long from = hour;
      for (Map.Entry<Long, Long> change : ofValue.subMap(hour, hour + HOUR).entrySet()) {
        millisAt.merge(level, change.getKey() - from, Long::sum);
        from = change.getKey();
        level += change.getValue();
      }
      millisAt.merge(level, hour + HOUR - from, Long::sum);
      millisAt.values().removeIf(millis -> millis == 0);
      put(value, hour, millisAt);
    }
  }

  private void put(List<String> value, long hour, NavigableMap<Long, Long> millisAt) {
    Map<String, Object> document =
        figures.at(
            "comfyui-concurrency",
            hour,
            "tenant_id",
            "acme",
            "dimension",
            value.get(0),
            "value",
            value.get(1));
    document.put("unknown_end", unknownEnds.get(value).getOrDefault(hour, 0L));
    if (millisAt.lastKey() == 0) {
      document.put("max", 0L);
      return;
    }
    List<String> levels = new ArrayList<>();
    long[] running = {0};
    millisAt.forEach(
        (level, millis) -> {
          running[0] += level * millis;
          levels.add("{\"level\":%d,\"ms\":%d}".formatted(level, millis));
        });
    document.put("max", millisAt.lastKey());
    document.put("min", millisAt.firstKey());
    document.put("running_ms", running[0]);
    document.put("levels", "[" + String.join(",", levels) + "]");
  }

  private static int compare(List<String> one, List<String> other) {
    return String.join("/", one).compareTo(String.join("/", other));
  }
}
