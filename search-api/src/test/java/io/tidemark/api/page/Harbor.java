/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.CallHour;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.model.index.IndexFamily;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The usage of one tenant in all pipelines, and what it adds up to. */
final class Harbor {

  static final String TENANT = "harbor";
  static final List<String> MODELS = List.of("gpt-4o", "claude-sonnet", "qwen3-32b");
  static final List<String> USERS = List.of("alice", "bob", "carol");

  /** The default view: the 24 complete hours before the running one, and the running one. */
  static final Instant FROM = Instant.parse("2026-03-11T10:00:00Z");

  static final Instant TO = Instant.parse("2026-03-12T11:00:00Z");

  /** All before is final. */
  static final Instant FINAL_THROUGH = Instant.parse("2026-03-12T10:00:00Z");

  static final int REFUSED = 4;

  /** What failed records hold: texts that are cut, as long ones are. */
  private static final String CUT_ROUTING =
      "{\"attempts\": [{\"action\": \"PRIMARY\", \"status_code\": 429},"
          + " {\"action\": \"FALLBACK\", \"detail\": {\"zone\": \"b\"}}, {\"action\": \"FALL";

  private static final String CUT_NODE_TIMES =
      "3 KSampler 5250 ms, 4 Load, then scale 500 ms, 9 Loa";

  private static final Instant OLDEST = Instant.parse("2026-03-09T00:00:00Z");
  private static final long[] MILLIS = {95, 180, 333, 700, 1_100, 2_048, 5_900};
  private static final long SEED = 20260312L;

  private static Harbor shared;

  final List<CallHour> calls = new ArrayList<>();
  final List<ObjectNode> runs = new ArrayList<>();
  final List<ObjectNode> concurrency = new ArrayList<>();
  final List<ObjectNode> jobs = new ArrayList<>();
  final List<ObjectNode> agents = new ArrayList<>();
  final List<ObjectNode> callRecords = new ArrayList<>();
  final List<ObjectNode> runRecords = new ArrayList<>();

  private final Random random = new Random(SEED);

  private Harbor() {
    for (Instant hour = OLDEST; hour.isBefore(TO); hour = hour.plus(Duration.ofHours(1))) {
      fill(hour);
    }
  }

  /** All documents, indexed once. */
  static synchronized Harbor indexed(LiveApi api) {
    if (shared == null) {
      Harbor harbor = new Harbor();
      api.index(harbor.documents());
      shared = harbor;
    }
    return shared;
  }

  /** The calls of the default view. */
  BruteForce callsInView() {
    return new BruteForce(calls).between(FROM, TO);
  }

  /** The sum of a counter over those documents of the default view that match. */
  static long sum(List<ObjectNode> documents, String field) {
    return documents.stream()
        .filter(Harbor::isInView)
        .mapToLong(document -> document.at("/" + field.replace('.', '/')).asLong())
        .sum();
  }

  static boolean isInView(ObjectNode document) {
    String time = document.path(document.has("hour") ? "hour" : "event_time").asString();
    return !Instant.parse(time).isBefore(FROM) && Instant.parse(time).isBefore(TO);
  }

  private void fill(Instant hour) {
    for (int i = 0; i < 2; i++) {
      calls.add(callHour(hour));
    }
    runs.add(runHour(hour));
    concurrency.add(concurrencyHour(hour));
    if (random.nextInt(3) == 0) {
      jobs.add(jobHour(hour));
    }
    agents.add(agentHour(hour));
    callRecords.add(callRecord(hour.plusSeconds(random.nextInt(600))));
    runRecords.add(runRecord(hour.plusSeconds(random.nextInt(600))));
  }

  private CallHour callHour(Instant hour) {
    Map<String, String> dimensions = new TreeMap<>();
    dimensions.put("tenant_id", TENANT);
    dimensions.put("user_id", pick(USERS));
    dimensions.put("api_key_id", pick(List.of("key-1", "key-2")));
    dimensions.put("project_id", pick(List.of("north", "south")));
    dimensions.put("model", pick(MODELS));
    dimensions.put("model_source", pick(List.of("preset", "custom")));
    dimensions.put("endpoint", "/v1/chat/completions");
    dimensions.put("provider", pick(List.of("openai", "vllm")));
    long ok = 1L + random.nextInt(40);
    long failed = random.nextInt(4);
    long blocked = random.nextInt(3);
    long calls = ok + failed + blocked;
    Map<String, Long> counts = new TreeMap<>();
    counts.put("calls", calls);
    counts.put("succeeded", ok);
    counts.put("failed", failed);
    counts.put("blocked", blocked);
    counts.put("calls_without_usage", failed);
    counts.put("fallback_calls", 0L);
    counts.put("inconsistent_calls", 0L);
    counts.put("input_tokens", 10L + random.nextInt(9_000));
    counts.put("output_tokens", (long) random.nextInt(900));
    counts.put("total_tokens", counts.get("input_tokens") + counts.get("output_tokens"));
    counts.put("cache_read_tokens", counts.get("input_tokens") / 2);
    Map<Integer, Long> codes = new TreeMap<>(Map.of(200, ok + blocked));
    if (failed > 0) {
      codes.put(503, failed);
    }
    return new CallHour(hour, 60, dimensions, counts, codes, durations(calls), durations(ok));
  }

  private ObjectNode runHour(Instant hour) {
    long ok = random.nextInt(12);
    long failed = random.nextInt(3);
    String workflow = pick(List.of("portrait", "upscale"));
    ObjectNode document = hourly(hour);
    document.put("user_id", pick(USERS)).put("api_key_id", "key-1");
    document.put("workflow_id", "wf-" + workflow).put("workflow_name", workflow);
    document.put("source", pick(List.of("web", "api")));
    document.put("executions", ok + failed + 1).put("succeeded", ok).put("failed", failed);
    document.put("cancelled", 1L).put("abandoned", 0L).put("runs_without_duration", 0L);
    long runs = ok + failed + 1;
    document
        .putObject("run_time_ms")
        .put("count", runs)
        .put("sum", runs * 5_900)
        .put("min", 5_900L)
        .put("max", 5_900L);
    document
        .putObject("queue_time_ms")
        .put("count", runs)
        .put("sum", runs * 180)
        .put("min", 180L)
        .put("max", 180L);
    return document;
  }

  private ObjectNode concurrencyHour(Instant hour) {
    long low = Duration.ofMinutes(10 + random.nextInt(40)).toMillis();
    long peak = 1L + random.nextInt(6);
    ObjectNode document = hourly(hour);
    document.put("dimension", "tenant").put("value", TENANT);
    document.put("max", peak).put("min", 0L);
    document.put("mean", (double) peak * (3_600_000 - low) / 3_600_000);
    document.put("unknown_end", 2L);
    ArrayNode levels = document.putArray("levels");
    levels.addObject().put("level", 0L).put("ms", low);
    levels.addObject().put("level", peak).put("ms", 3_600_000 - low);
    return document;
  }

  private ObjectNode jobHour(Instant hour) {
    long failed = random.nextInt(2);
    return hourly(hour)
        .put("user_id", pick(USERS))
        .put("base_model", pick(List.of("llama-3-8b", "qwen3-4b")))
        .put("method", "lora")
        .put("jobs", 1 + failed)
        .put("succeeded", 1L)
        .put("failed", failed)
        .put("cancelled", 0L)
        .put("trained_tokens", 1_000L + random.nextInt(50_000))
        .put("run_time_ms", 60_000L + random.nextInt(600_000));
  }

  private ObjectNode agentHour(Instant hour) {
    return hourly(hour)
        .put("user_id", pick(USERS))
        .put("agent", pick(List.of("claude-code", "codex-cli")))
        .put("measurements", 9L)
        .put("sessions", (long) random.nextInt(4))
        .put("session_ids", "session-" + random.nextInt(6))
        .put("commits", (long) random.nextInt(3))
        .put("lines_added", (long) random.nextInt(400))
        .put("lines_removed", (long) random.nextInt(90));
  }

  private ObjectNode callRecord(Instant time) {
    boolean failed = random.nextInt(4) == 0;
    ObjectNode record = record(time);
    if (failed) {
      record.put("attempts", 3L).putObject("tags").put("routing_information", CUT_ROUTING);
    }
    return record
        .put("request_id", "req-" + callRecords.size())
        .put("channel", "api")
        .put("model", pick(MODELS))
        .put("outcome", failed ? "failed" : "succeeded")
        .put("status_code", failed ? 503 : 200)
        .put("latency_ms", MILLIS[random.nextInt(MILLIS.length)]);
  }

  private ObjectNode runRecord(Instant time) {
    boolean failed = random.nextInt(3) == 0;
    String workflow = pick(List.of("portrait", "upscale"));
    ObjectNode record =
        record(time)
            .put("task_id", "run-" + runRecords.size())
            .put("workflow_id", "wf-" + workflow)
            .put("workflow_name", workflow)
            .put("source", "web")
            .put("outcome", failed ? "failed" : "succeeded")
            .put("run_time_ms", 5_900L);
    if (failed) {
      record.put("error_type", "MissingModel").put("error_message", "A model is missing");
      record.put("node_id", "4").putObject("context").put("width", "1024");
      ((ObjectNode) record.get("context")).put("node_times", CUT_NODE_TIMES);
    }
    return record;
  }

  private ObjectNode record(Instant time) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("event_time", time.toString())
        .put("tenant_id", TENANT)
        .put("user_id", pick(USERS))
        .put("api_key_id", "key-1");
  }

  private static ObjectNode hourly(Instant hour) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("hour", hour.toString())
        .put("window_minutes", 60)
        .put("tenant_id", TENANT)
        .put("final", hour.isBefore(FINAL_THROUGH))
        .put("revision", 0)
        .put("late_events", 1)
        .put("updated_at", hour.toString());
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private List<Long> durations(long many) {
    return LongStream.range(0, many)
        .map(i -> MILLIS[random.nextInt(MILLIS.length)])
        .boxed()
        .toList();
  }

  private List<IndexedDocument> documents() {
    return Stream.of(
            calls.stream().map(CallHour::document),
            documents(IndexFamily.COMFYUI_HOURLY, runs),
            documents(IndexFamily.COMFYUI_CONCURRENCY, concurrency),
            documents(IndexFamily.TRAINING_HOURLY, jobs),
            documents(IndexFamily.CODING_AGENTS_HOURLY, agents),
            documents(IndexFamily.MODEL_CALLS_RECORDS, callRecords),
            documents(IndexFamily.COMFYUI_RECORDS, runRecords),
            documents(IndexFamily.PIPELINE_HOURLY, events()),
            documents(IndexFamily.PIPELINE_PROGRESS, progress()),
            documents(IndexFamily.DEAD_LETTERS, refused()))
        .flatMap(documents -> documents)
        .toList();
  }

  private static Stream<IndexedDocument> documents(IndexFamily family, List<ObjectNode> sources) {
    return sources.stream()
        .map(
            source -> {
              String field =
                  Stream.of("hour", "event_time", "recorded_at")
                      .filter(source::has)
                      .findFirst()
                      .orElseThrow();
              long time = Instant.parse(source.path(field).asString()).toEpochMilli();
              return new IndexedDocument(family.indexAt(time), null, source);
            });
  }

  private static List<ObjectNode> events() {
    return List.of(
        hourly(FROM)
            .put("pipeline", "model-calls")
            .put("counted", 1_234L)
            .put("duplicates", 56L)
            .put("conflicting_duplicates", 7L));
  }

  private static List<ObjectNode> progress() {
    return Stream.of("model-calls", "comfyui", "training", "coding-agents")
        .map(
            pipeline ->
                JsonMapper.shared()
                    .createObjectNode()
                    .put("hour", FINAL_THROUGH.minus(Duration.ofHours(1)).toString())
                    .put("window_minutes", 60)
                    .put("updated_at", FINAL_THROUGH.toString())
                    .put("pipeline", pipeline))
        .toList();
  }

  private static List<ObjectNode> refused() {
    return LongStream.range(0, REFUSED)
        .mapToObj(
            i ->
                JsonMapper.shared()
                    .createObjectNode()
                    .put("recorded_at", FINAL_THROUGH.minusSeconds(60 * (i + 1)).toString())
                    .put("tenant_id", TENANT)
                    .put("pipeline", "model-calls")
                    .put("reason", "malformed"))
        .toList();
  }
}
