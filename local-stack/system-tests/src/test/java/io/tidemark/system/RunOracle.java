/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Hours and records of ComfyUI runs, each run counted once in the hour of its end. */
final class RunOracle implements Oracle {

  static final List<String> DIMENSIONS =
      List.of("tenant_id", "user_id", "api_key_id", "workflow_id", "workflow_name", "source");

  private static final List<String> COUNTS =
      List.of(
          "executions", "succeeded", "failed", "cancelled", "abandoned", "runs_without_duration");

  private final Map<String, SentRun> runs = new TreeMap<>();
  private final long maxMillis;
  private final long now;

  /**
   * @param maxMillis the longest that a run may take
   * @param now runs that should have ended by then are abandoned
   */
  RunOracle(long maxMillis, long now) {
    this.maxMillis = maxMillis;
    this.now = now;
  }

  @Override
  public void add(SentEvent event) {
    String run = event.text("tenant_id") + "/" + event.text("task_id");
    runs.computeIfAbsent(run, id -> new SentRun(maxMillis)).add(event);
  }

  long now() {
    return now;
  }

  Collection<SentRun> runs() {
    return runs.values();
  }

  @Override
  public Map<String, Map<String, Object>> documents() {
    OracleDocuments documents = new OracleDocuments();
    for (SentRun run : runs.values()) {
      String outcome = run.outcome(now);
      if (outcome == null) {
        continue;
      }
      Map<String, Object> hour =
          documents.at(
              SentEvent.hourOf(run.ended(now)),
              DIMENSIONS.stream()
                  .flatMap(name -> Stream.of(name, dimension(run, name)))
                  .toArray(String[]::new));
      COUNTS.forEach(count -> OracleDocuments.add(hour, count, 0));
      OracleDocuments.add(hour, "executions", 1);
      OracleDocuments.add(hour, outcome, 1);
      if (run.runMillis(now) == null) {
        OracleDocuments.add(hour, "runs_without_duration", 1);
      }
      OracleDocuments.measure(hour, "run_time_ms", run.runMillis(now));
      OracleDocuments.measure(hour, "queue_time_ms", run.queueMillis());
    }
    return documents.all();
  }

  /** One document a run that has ended. */
  Map<String, Map<String, Object>> records() {
    Map<String, Map<String, Object>> records = new TreeMap<>();
    for (SentRun run : runs.values()) {
      if (run.outcome(now) == null) {
        continue;
      }
      Map<String, Object> record = new TreeMap<>();
      DIMENSIONS.forEach(name -> put(record, name, dimension(run, name)));
      for (String name : List.of("task_id", "error_type", "error_message", "node_id")) {
        put(record, name, run.text(name));
      }
      boolean abandoned = run.outcome(now).equals("abandoned");
      record.put("outcome", run.outcome(now));
      record.put("event_time", SentEvent.rfc3339(run.ended(now)));
      putTime(record, "submitted_at", run.submitted());
      putTime(record, "started_at", run.started());
      putTime(record, "finished_at", abandoned ? null : (Long) run.ended(now));
      put(record, "run_time_ms", run.runMillis(now));
      put(record, "queue_time_ms", run.queueMillis());
      JsonNode context = run.context();
      context
          .properties()
          .forEach(entry -> record.put("context." + entry.getKey(), entry.getValue().asText()));
      records.put(key(run), record);
    }
    return records;
  }

  private static String key(SentRun run) {
    return "{task_id=" + run.text("task_id") + ", tenant_id=" + run.text("tenant_id") + "}";
  }

  private static String dimension(SentRun run, String name) {
    return name.equals("source") ? run.source() : run.text(name);
  }

  private static void put(Map<String, Object> record, String name, Object value) {
    if (value != null) {
      record.put(name, value);
    }
  }

  private static void putTime(Map<String, Object> record, String name, Long time) {
    put(record, name, time == null ? null : SentEvent.rfc3339(time));
  }
}
