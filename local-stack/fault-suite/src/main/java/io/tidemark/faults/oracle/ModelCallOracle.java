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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What model calls must have become: counted once by tenant and request id, summed by hour and
 * dimensions, and kept as records. Written from the documentation, with none of the job's code.
 */
final class ModelCallOracle {

  private static final List<String> DIMENSIONS =
      List.of("tenant_id", "project_id", "user_id", "api_key_id", "provider", "model", "operation");
  private static final List<String> COUNTS =
      List.of(
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "reasoning_tokens");

  private final Map<String, List<JsonNode>> calls = new LinkedHashMap<>();

  /** Adds a call; all of one id must be added in the order of their partition. */
  void add(JsonNode call) {
    String id = call.path("tenant_id").asText() + "/" + call.path("request_id").asText();
    calls.computeIfAbsent(id, first -> new ArrayList<>()).add(call);
  }

  void addTo(Expected expected) {
    Map<String, Map<String, Object>> hours = new TreeMap<>();
    Map<String, Map<String, Object>> pipeline = new TreeMap<>();
    for (List<JsonNode> sightings : calls.values()) {
      expected.putAnyOf(
          Family.MODEL_CALLS_RECORDS,
          sightings.stream().map(ModelCallOracle::record).distinct().toList());
      JsonNode first = sightings.get(0);
      if (first.path("channel").asText().equals("playground")) {
        continue;
      }
      Map<String, Object> dimensions = dimensions(first);
      count(hours.computeIfAbsent(dimensions.toString(), key -> new TreeMap<>(dimensions)), first);
      for (int i = 0; i < sightings.size(); i++) {
        JsonNode sighting = sightings.get(i);
        String tenant = sighting.path("tenant_id").asText();
        PipelineCounts.at(pipeline, "model-calls", tenant, time(sighting))
            .sighting(i == 0, !sighting.equals(first));
      }
    }
    hours.values().forEach(hour -> expected.put(Family.MODEL_CALLS_HOURLY, hour));
    pipeline.values().forEach(hour -> expected.put(Family.PIPELINE_HOURLY, hour));
  }

  private static Instant time(JsonNode call) {
    return Instant.parse(call.path("event_time").asText());
  }

  private static Map<String, Object> dimensions(JsonNode call) {
    Map<String, Object> document = new TreeMap<>();
    document.put("hour", time(call).truncatedTo(ChronoUnit.HOURS).toString());
    document.put("window_minutes", 60L);
    putDimensions(document, call);
    return document;
  }

  private static void putDimensions(Map<String, Object> document, JsonNode call) {
    for (String dimension : DIMENSIONS) {
      if (call.hasNonNull(dimension)) {
        document.put(dimension, call.path(dimension).asText());
      }
    }
    document.put("user_type", "user");
    document.put("model_source", "preset");
    if (call.hasNonNull("user_agent")) {
      document.put("client", client(call.path("user_agent").asText().toLowerCase(Locale.ROOT)));
    }
  }

  private static String client(String agent) {
    if (agent.startsWith("claude-cli")) {
      return "claude-code";
    }
    return agent.startsWith("openai/") ? "openai-sdk" : "other";
  }

  private static String outcome(JsonNode call) {
    if (call.path("blocked").asBoolean()) {
      return "blocked";
    }
    int code = call.path("status_code").asInt(200);
    boolean failed = code == 0 || code >= 400 || call.hasNonNull("error_type");
    return failed ? "failed" : "succeeded";
  }

  private static boolean hasUsage(JsonNode call) {
    return call.hasNonNull("input_tokens") || call.hasNonNull("output_tokens");
  }

  private static long total(JsonNode call) {
    return call.path("input_tokens").asLong() + call.path("output_tokens").asLong();
  }

  private static void count(Map<String, Object> hour, JsonNode call) {
    for (String always :
        List.of(
            "calls",
            "succeeded",
            "failed",
            "blocked",
            "calls_without_usage",
            "fallback_calls",
            "inconsistent_calls")) {
      Fields.add(hour, always, 0);
    }
    Fields.add(hour, "calls", 1);
    Fields.add(hour, outcome(call), 1);
    Fields.add(hour, "calls_without_usage", hasUsage(call) ? 0 : 1);
    Fields.add(hour, "fallback_calls", call.path("attempts").asLong() > 1 ? 1 : 0);
    for (String tokens : COUNTS) {
      if (call.hasNonNull(tokens)) {
        Fields.add(hour, tokens, call.path(tokens).asLong());
      }
    }
    if (hasUsage(call)) {
      Fields.add(hour, "total_tokens", total(call));
    }
    if (call.hasNonNull("status_code")) {
      Fields.add(hour, "status_codes." + call.path("status_code").asText(), 1);
    }
    Fields.measure(hour, "latency_ms", call.path("latency_ms").asLong(-1));
    Fields.measure(hour, "time_to_first_token_ms", call.path("time_to_first_token_ms").asLong(-1));
  }

  private static Map<String, Object> record(JsonNode call) {
    Map<String, Object> record = Fields.of(call);
    record.remove("blocked");
    record.put("event_time", time(call).toString());
    record.putIfAbsent("channel", "api");
    putDimensions(record, call);
    record.put("outcome", outcome(call));
    if (hasUsage(call)) {
      record.put("total_tokens", total(call));
    }
    if (call.hasNonNull("client_ip")) {
      record.put("client_ip", call.path("client_ip").asText().replaceAll("\\.\\d+$", ".0"));
    }
    return record;
  }
}
