/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What steps of ComfyUI runs must have become. Each step of a run counts once, whatever the order;
 * a run counts in the hour of its end.
 */
final class ComfyuiOracle {

  private static final List<String> DIMENSIONS =
      List.of("tenant_id", "user_id", "api_key_id", "workflow_id", "source");
  private static final List<String> DETAILS = List.of("error_type", "error_message", "node_id");

  private final Map<String, Map<String, JsonNode>> runs = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> pipeline = new TreeMap<>();

  void add(JsonNode step) {
    String event = step.path("event").asText();
    String rank = event.equals("submitted") || event.equals("started") ? event : "end";
    String id = step.path("tenant_id").asText() + "/" + step.path("task_id").asText();
    JsonNode known = runs.computeIfAbsent(id, run -> new LinkedHashMap<>()).putIfAbsent(rank, step);
    PipelineCounts.at(pipeline, "comfyui", step.path("tenant_id").asText(), time(step))
        .sighting(known == null, known != null && !known.equals(step));
  }

  /**
   * @param end hours from here on are still open
   */
  void addTo(Expected expected, Instant end) {
    Map<String, Map<String, Object>> hours = new TreeMap<>();
    List<LevelOracle.Run> intervals = new ArrayList<>();
    for (Map<String, JsonNode> steps : runs.values()) {
      JsonNode last = steps.get("end");
      long submitted = millis(steps.get("submitted"));
      long started = millis(steps.get("started"));
      long ended = millis(last);
      if (started >= 0) {
        intervals.add(new LevelOracle.Run(steps.get("started"), started, ended));
      }
      if (last == null) {
        continue;
      }
      long runTime = started >= 0 && ended >= started ? ended - started : -1;
      long queueTime = submitted >= 0 && started >= submitted ? started - submitted : -1;
      count(hours, last, runTime, queueTime);
      expected.put(Family.COMFYUI_RECORDS, record(steps, runTime, queueTime));
    }
    hours.values().forEach(hour -> expected.put(Family.COMFYUI_HOURLY, hour));
    pipeline.values().forEach(hour -> expected.put(Family.PIPELINE_HOURLY, hour));
    new LevelOracle(intervals, end).addTo(expected);
  }

  private static void count(
      Map<String, Map<String, Object>> hours, JsonNode end, long runTime, long queueTime) {
    Map<String, Object> group = new TreeMap<>();
    group.put("hour", time(end).truncatedTo(ChronoUnit.HOURS).toString());
    group.put("window_minutes", 60L);
    copy(DIMENSIONS, end, group);
    Map<String, Object> hour = hours.computeIfAbsent(group.toString(), key -> new TreeMap<>(group));
    for (String always : List.of("succeeded", "failed", "cancelled", "abandoned")) {
      Fields.add(hour, always, 0);
    }
    Fields.add(hour, "executions", 1);
    Fields.add(hour, end.path("event").asText(), 1);
    Fields.add(hour, "runs_without_duration", runTime < 0 ? 1 : 0);
    Fields.measure(hour, "run_time_ms", runTime);
    Fields.measure(hour, "queue_time_ms", queueTime);
  }

  private static Map<String, Object> record(
      Map<String, JsonNode> steps, long runTime, long queueTime) {
    JsonNode end = steps.get("end");
    Map<String, Object> record = new TreeMap<>();
    copy(DIMENSIONS, end, record);
    copy(DETAILS, end, record);
    record.put("task_id", end.path("task_id").asText());
    record.put("outcome", end.path("event").asText());
    record.put("event_time", time(end).toString());
    record.put("finished_at", time(end).toString());
    for (String step : List.of("submitted", "started")) {
      if (steps.containsKey(step)) {
        record.put(step + "_at", time(steps.get(step)).toString());
      }
    }
    if (runTime >= 0) {
      record.put("run_time_ms", runTime);
    }
    if (queueTime >= 0) {
      record.put("queue_time_ms", queueTime);
    }
    return record;
  }

  private static void copy(List<String> names, JsonNode from, Map<String, Object> to) {
    for (String name : names) {
      if (from.hasNonNull(name)) {
        to.put(name, from.path(name).asText());
      }
    }
  }

  private static Instant time(JsonNode step) {
    return Instant.parse(step.path("event_time").asText());
  }

  private static long millis(JsonNode step) {
    return step == null ? -1 : time(step).toEpochMilli();
  }
}
