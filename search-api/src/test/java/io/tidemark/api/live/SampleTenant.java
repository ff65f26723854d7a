/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A little of everything for one tenant, the same each time: two hours of three users in every
 * family of indices. All its names start with one prefix, by which they are known in any answer.
 */
public final class SampleTenant {

  private static final Instant EARLIER = Instant.parse("2026-03-12T08:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-12T09:00:00Z");
  private static final int HISTORY_DAYS = 14;
  private static final int HOUR_MS = 3_600_000;

  private final String prefix;
  private final String tenant;
  private final List<IndexedDocument> documents = new ArrayList<>();

  private SampleTenant(String tenant, String prefix) {
    this.tenant = tenant;
    this.prefix = prefix;
  }

  /** Writes the documents of {@code tenant}; all other names start with {@code prefix}. */
  public static void index(LiveApi api, String tenant, String prefix) {
    SampleTenant sample = new SampleTenant(tenant, prefix);
    sample.modelCalls();
    sample.comfyui();
    sample.training();
    sample.codingAgents();
    sample.pipelines();
    api.index(sample.documents);
    SourceSample.index(api, tenant, prefix + "key-1", prefix + "otel-collector");
  }

  /** Writes an hour of each of the fourteen days before the hours of {@link #index}. */
  public static void indexHistory(LiveApi api, String tenant, String prefix) {
    SampleTenant sample = new SampleTenant(tenant, prefix);
    for (WorkloadSchema schema : WorkloadSchemas.listAll()) {
      for (int day = 1; day <= HISTORY_DAYS; day++) {
        sample.addDay(schema, EARLIER.minus(Duration.ofDays(day)), 40 + day % 7 * 10);
      }
    }
    api.index(sample.documents);
  }

  private void addDay(WorkloadSchema schema, Instant start, long count) {
    ObjectNode document = hour(start);
    document.put("user_id", prefix + "alice").put(schema.measures().get(0).name(), count);
    add(IndexFamily.hourlyOf(schema), start.toString(), null, document);
  }

  private void modelCalls() {
    calls(EARLIER, "alice", "gpt-4o", "preset", 40, 2, List.of(180L, 320L, 700L, 1_100L));
    calls(EARLIER, "bob", "tuned-qwen", "custom", 12, 0, List.of(95L, 95L, 180L));
    calls(LATER, "alice", "gpt-4o", "preset", 55, 1, List.of(180L, 333L, 512L, 5_900L));
    calls(LATER, "carol", "claude", "preset", 9, 9, List.of(40L));
    call("req-1", "2026-03-12T09:14:03Z", "alice", "gpt-4o", "preset", 200);
    call("req-2", "2026-03-12T09:20:41Z", "carol", "claude", "preset", 429);
    call("req-3", "2026-03-12T08:31:07Z", "bob", "tuned-qwen", "custom", 200);
    call("req-4", "2026-03-12T08:12:55Z", "alice", "gpt-4o", "preset", 500);
  }

  private void calls(
      Instant hour,
      String user,
      String model,
      String source,
      long calls,
      long failed,
      List<Long> latencies) {
    Map<String, String> dimensions = new TreeMap<>();
    dimensions.put("tenant_id", tenant);
    dimensions.put("user_id", prefix + user);
    dimensions.put("user_type", "user");
    dimensions.put("api_key_id", prefix + "key-of-" + user);
    dimensions.put("project_id", prefix + "search");
    dimensions.put("model", prefix + model);
    dimensions.put("model_source", source);
    dimensions.put("provider", prefix + "openai");
    dimensions.put("endpoint", prefix + "/v1/chat/completions");
    dimensions.put("operation", prefix + "chat");
    dimensions.put("client", "openai-sdk");
    Map<String, Long> counts = new TreeMap<>();
    counts.put("calls", calls);
    counts.put("failed", failed);
    counts.put("succeeded", calls - failed);
    counts.put("blocked", 0L);
    counts.put("fallback_calls", 0L);
    counts.put("inconsistent_calls", 0L);
    counts.put("calls_without_usage", failed);
    if (calls > failed) {
      counts.put("input_tokens", 900 * calls);
      counts.put("output_tokens", 150 * calls);
      counts.put("total_tokens", 1_050 * calls);
      counts.put("cache_read_tokens", 300 * calls);
    }
    Map<Integer, Long> codes = new TreeMap<>();
    codes.put(200, calls - failed);
    codes.put(429, failed);
    codes.values().removeIf(value -> value == 0);
    documents.add(
        new CallHour(hour, 60, dimensions, counts, codes, latencies, latencies.subList(0, 1))
            .document());
  }

  private void call(String id, String time, String user, String model, String source, int status) {
    ObjectNode call = object();
    call.put("event_time", time).put("tenant_id", tenant);
    call.put("user_id", prefix + user).put("api_key_id", prefix + "key-of-" + user);
    call.put("project_id", prefix + "search").put("model", prefix + model);
    call.put("model_source", source).put("provider", prefix + "openai");
    call.put("endpoint", prefix + "/v1/chat/completions").put("operation", prefix + "chat");
    call.put("client", "openai-sdk").put("request_id", prefix + id).put("channel", "api");
    call.put("outcome", status < 400 ? "succeeded" : "failed").put("status_code", status);
    call.put("latency_ms", 320).put("client_ip", "203.0.113.0");
    if (status < 400) {
      call.put("input_tokens", 900).put("output_tokens", 150).put("total_tokens", 1_050);
    } else {
      call.put("error_type", prefix + "rate_limit");
    }
    call.putObject("tags").put("team", prefix + "search");
    add(IndexFamily.MODEL_CALLS_RECORDS, time, prefix + id, call);
  }

  private void comfyui() {
    runs(EARLIER, "alice", "wf-12", 6, 1);
    runs(LATER, "bob", "wf-12", 3, 0);
    runs(LATER, "carol", "wf-31", 2, 2);
    concurrency(EARLIER, "tenant", tenant, 2);
    concurrency(LATER, "tenant", tenant, 3);
    for (String user : List.of("alice", "bob", "carol")) {
      concurrency(LATER, "user", prefix + user, 1);
      concurrency(LATER, "api_key", prefix + "key-of-" + user, 1);
    }
    concurrency(LATER, "workflow", prefix + "wf-12", 1);
    concurrency(LATER, "workflow", prefix + "wf-31", 2);
    concurrency(LATER, "source", "api", 3);
    run("task-1", "2026-03-12T09:05:00Z", "carol", "wf-31", "failed");
    run("task-2", "2026-03-12T08:44:00Z", "alice", "wf-12", "succeeded");
  }

  private void runs(Instant hour, String user, String workflow, long executions, long failed) {
    ObjectNode runs = hour(hour);
    runs.put("user_id", prefix + user).put("api_key_id", prefix + "key-of-" + user);
    runs.put("workflow_id", prefix + workflow).put("workflow_name", prefix + "Upscale");
    runs.put("source", "api").put("executions", executions).put("failed", failed);
    runs.put("succeeded", executions - failed).put("cancelled", 0).put("abandoned", 0);
    runs.put("runs_without_duration", 0);
    CallHour.durations(runs, "run_time_ms", List.of(5_900L, 61_000L));
    CallHour.durations(runs, "queue_time_ms", List.of(180L));
    add(IndexFamily.COMFYUI_HOURLY, hour.toString(), null, runs);
  }

  private void concurrency(Instant hour, String dimension, String value, long max) {
    ObjectNode window = hour(hour);
    window.put("dimension", dimension).put("value", value).put("max", max).put("min", 0);
    window.put("mean", max / 4.0).put("running_ms", max * HOUR_MS / 4);
    window.put("unknown_end", 1);
    ArrayNode levels = window.putArray("levels");
    levels.addObject().put("level", 0).put("ms", HOUR_MS / 4 * 3);
    levels.addObject().put("level", max).put("ms", HOUR_MS / 4);
    ArrayNode minutes = window.putArray("minute_max");
    for (int minute = 0; minute < 60; minute++) {
      minutes.add(minute < 15 ? max : 0);
    }
    add(IndexFamily.COMFYUI_CONCURRENCY, hour.toString(), null, window);
  }

  private void run(String id, String finished, String user, String workflow, String outcome) {
    ObjectNode run = object();
    run.put("event_time", finished).put("tenant_id", tenant).put("task_id", prefix + id);
    run.put("user_id", prefix + user).put("api_key_id", prefix + "key-of-" + user);
    run.put("workflow_id", prefix + workflow).put("workflow_name", prefix + "Upscale");
    run.put("source", "api").put("outcome", outcome).put("finished_at", finished);
    run.put("run_time_ms", 5_900).put("queue_time_ms", 180);
    if (outcome.equals("failed")) {
      run.put("error_type", "OutOfMemory").put("node_id", prefix + "7");
      run.put("error_message", prefix + "CUDA out of memory");
    }
    run.putObject("context").put("device", prefix + "cuda:0");
    add(IndexFamily.COMFYUI_RECORDS, finished, prefix + id, run);
  }

  private void training() {
    ObjectNode jobs = hour(LATER);
    jobs.put("user_id", prefix + "bob").put("base_model", prefix + "qwen2.5-7b");
    jobs.put("method", prefix + "lora").put("jobs", 1).put("succeeded", 1).put("failed", 0);
    jobs.put("cancelled", 0).put("trained_tokens", 1_200_000).put("run_time_ms", 2_400_000);
    add(IndexFamily.TRAINING_HOURLY, LATER.toString(), null, jobs);
  }

  private void codingAgents() {
    ObjectNode hours = hour(LATER);
    hours.put("user_id", prefix + "alice").put("agent", prefix + "claude-code");
    hours.put("measurements", 31).put("sessions", 2).put("commits", 3);
    hours.put("lines_added", 240).put("lines_removed", 75).put("tokens", 88_000);
    hours.put("active_ms", 2_700_400).put("cost_micros", 1_350_000);
    hours.putArray("session_ids").add(prefix + "session-1");
    add(IndexFamily.CODING_AGENTS_HOURLY, LATER.toString(), null, hours);
  }

  private void pipelines() {
    ObjectNode events = hour(LATER);
    events.put("pipeline", "model-calls").put("counted", 64).put("duplicates", 3);
    events.put("conflicting_duplicates", 1);
    add(IndexFamily.PIPELINE_HOURLY, LATER.toString(), null, events);
    ObjectNode refused = object();
    refused.put("recorded_at", LATER.toString()).put("tenant_id", tenant);
    refused.put("pipeline", "model-calls").put("reason", "malformed");
    refused.put("message", prefix + "input_tokens is negative").put("payload", prefix + "{}");
    add(IndexFamily.DEAD_LETTERS, LATER.toString(), null, refused);
  }

  /** All hours before the running one are final, for every pipeline. */
  static List<IndexedDocument> progress() {
    List<IndexedDocument> progress = new ArrayList<>();
    for (WorkloadSchema schema : WorkloadSchemas.listAll()) {
      String pipeline = schema.id();
      ObjectNode hour = object();
      hour.put("pipeline", pipeline).put("hour", LATER.toString()).put("window_minutes", 60);
      progress.add(
          new IndexedDocument(
              IndexFamily.PIPELINE_PROGRESS.indexAt(LATER.toEpochMilli()), pipeline, hour));
    }
    return progress;
  }

  private ObjectNode hour(Instant start) {
    ObjectNode hour = object();
    hour.put("hour", start.toString()).put("window_minutes", 60).put("tenant_id", tenant);
    hour.put("final", true).put("revision", 0).put("late_events", 1);
    return hour.put("updated_at", LATER.toString());
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  private void add(IndexFamily family, String time, String id, ObjectNode document) {
    // Ids are the cluster's to distinguish: another tenant may have the same.
    String unique = id == null ? null : tenant + id;
    documents.add(
        new IndexedDocument(family.indexAt(Instant.parse(time).toEpochMilli()), unique, document));
  }
}
