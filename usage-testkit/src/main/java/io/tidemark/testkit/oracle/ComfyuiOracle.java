/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** ComfyUI runs: each counted once in the hour of its end, kept as a record, and as levels. */
public final class ComfyuiOracle implements Oracle {

  public static final List<String> DIMENSIONS =
      List.of(
          "tenant_id",
          "user_id",
          "api_key_id",
          "workflow_id",
          "workflow_name",
          "source",
          "project_id");

  private static final List<String> DETAILS =
      List.of("task_id", "error_type", "error_message", "node_id");

  private static final List<String> COUNTS =
      List.of(
          "executions", "succeeded", "failed", "cancelled", "abandoned", "runs_without_duration");

  private final Map<String, Run> runs = new TreeMap<>();
  private final PipelineCounts pipeline = new PipelineCounts("comfyui");
  private final long maxMillis;
  private final long now;

  /**
   * @param maxMillis the longest that a run may take
   * @param now runs that should have ended by then are abandoned
   */
  public ComfyuiOracle(long maxMillis, long now) {
    this.maxMillis = maxMillis;
    this.now = now;
  }

  @Override
  public void add(Event step) {
    String run = step.text("tenant_id") + "/" + step.text("task_id");
    Event first = runs.computeIfAbsent(run, id -> new Run(maxMillis)).add(step);
    pipeline.count(step, first);
  }

  @Override
  public Map<String, Map<String, Object>> hours() {
    HourTable hours = new HourTable(DIMENSIONS, COUNTS);
    for (Run run : runs.values()) {
      String outcome = run.outcome(now);
      if (outcome == null) {
        continue;
      }
      Map<String, Object> hour = hours.at(run.ended(now), name -> dimension(run, name));
      FlatDocument.add(hour, "executions", 1);
      FlatDocument.add(hour, outcome, 1);
      FlatDocument.add(hour, "runs_without_duration", run.runMillis(now) == null ? 1 : 0);
      FlatDocument.addDuration(hour, "run_time_ms", run.runMillis(now));
      FlatDocument.addDuration(hour, "queue_time_ms", run.queueMillis());
    }
    return hours.documents();
  }

  /** The job's own counts of steps. */
  public Map<String, Map<String, Object>> pipelineHours() {
    return pipeline.documents();
  }

  /** The number of runs at once, hour by hour. */
  public ConcurrencyOracle concurrency() {
    return new ConcurrencyOracle(this);
  }

  /** One document for each run that has ended, by tenant and task id. */
  public Map<String, Map<String, Object>> records() {
    Map<String, Map<String, Object>> records = new TreeMap<>();
    for (Run run : runs.values()) {
      if (run.outcome(now) != null) {
        String key = "{task_id=%s, tenant_id=%s}";
        records.put(key.formatted(run.text("task_id"), run.text("tenant_id")), record(run));
      }
    }
    return records;
  }

  private Map<String, Object> record(Run run) {
    Map<String, Object> record = new TreeMap<>();
    DIMENSIONS.forEach(name -> record.put(name, dimension(run, name)));
    DETAILS.forEach(name -> record.put(name, run.text(name)));
    boolean abandoned = Run.ABANDONED.equals(run.outcome(now));
    record.put("outcome", run.outcome(now));
    record.put("event_time", Event.rfc3339(run.ended(now)));
    record.put("submitted_at", rfc3339(run.submitted()));
    record.put("started_at", rfc3339(run.started()));
    record.put("finished_at", abandoned ? null : Event.rfc3339(run.ended(now)));
    record.put("run_time_ms", run.runMillis(now));
    record.put("queue_time_ms", run.queueMillis());
    run.context()
        .properties()
        .forEach(entry -> record.put("context." + entry.getKey(), entry.getValue().asText()));
    record.values().removeIf(Objects::isNull);
    return record;
  }

  long now() {
    return now;
  }

  Collection<Run> runs() {
    return runs.values();
  }

  private static String dimension(Run run, String name) {
    return name.equals("source") ? run.source() : run.text(name);
  }

  private static String rfc3339(Long time) {
    return time == null ? null : Event.rfc3339(time);
  }
}
