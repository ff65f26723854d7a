/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the hourly documents of model calls must say, computed from the events at once: counted once
 * by tenant and request id, summed by hour and dimensions. Written from the design pages, and with
 * none of the job's code.
 */
final class HourlyOracle {

  /** Fields of an event that are dimensions under the same name. */
  private static final List<String> PLAIN_DIMENSIONS =
      List.of(
          "tenant_id",
          "project_id",
          "user_id",
          "api_key_id",
          "provider",
          "model",
          "endpoint",
          "operation");

  private static final List<String> SUMS =
      List.of(
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "reasoning_tokens");

  private static final String STATUS_CODES = "status_codes.";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<String> seen = new HashSet<>();
  private final Map<String, Map<String, Object>> documents = new TreeMap<>();
  private final Map<String, Long> malformed = new TreeMap<>();

  /** Adds a record as it was sent; one that is no event counts nowhere. */
  void add(byte[] record) {
    JsonNode event = parse(record);
    if (!event.hasNonNull("request_id") || !event.path("model").isTextual()) {
      if (event.path("tenant_id").isTextual()) {
        malformed.merge(event.path("tenant_id").asText(), 1L, Long::sum);
      }
      return;
    }
    if (!seen.add(event.path("tenant_id").asText() + "/" + event.path("request_id").asText())
        || event.path("channel").asText().equals("playground")) {
      return;
    }
    Map<String, Object> document =
        documents.computeIfAbsent(key(event).toString(), key -> new TreeMap<>(key(event)));
    count(document, event);
  }

  private static JsonNode parse(byte[] record) {
    try {
      return JSON.readTree(record);
    } catch (JsonProcessingException malformed) {
      return JSON.createObjectNode();
    } catch (IOException impossible) {
      throw new IllegalStateException("reading from memory", impossible);
    }
  }

  private static Map<String, Object> key(JsonNode event) {
    Map<String, Object> key = new TreeMap<>();
    Instant time = Instant.parse(event.path("event_time").asText());
    key.put("hour", time.truncatedTo(ChronoUnit.HOURS).toString());
    for (String dimension : PLAIN_DIMENSIONS) {
      if (event.hasNonNull(dimension)) {
        key.put(dimension, event.path(dimension).asText());
      }
    }
    key.put("user_type", event.path("user_type").asText("user"));
    key.put("model_source", event.path("model_source").asText("preset"));
    if (event.hasNonNull("user_agent")) {
      key.put("client", client(event.path("user_agent").asText().toLowerCase(Locale.ROOT)));
    }
    return key;
  }

  private static String client(String agent) {
    return Map.of(
            "claude-cli", "claude-code",
            "codex_cli", "codex-cli",
            "geminicli", "gemini-cli",
            "cursor", "cursor",
            "openai/", "openai-sdk",
            "anthropic/", "anthropic-sdk")
        .entrySet()
        .stream()
        .filter(known -> agent.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("other");
  }

  private static void count(Map<String, Object> document, JsonNode event) {
    document.put("window_minutes", 60L);
    for (String always :
        List.of(
            "calls",
            "succeeded",
            "failed",
            "blocked",
            "calls_without_usage",
            "fallback_calls",
            "inconsistent_calls")) {
      add(document, always, 0);
    }
    add(document, "calls", 1);
    add(document, outcome(event), 1);
    for (String sum : SUMS) {
      if (event.hasNonNull(sum)) {
        add(document, sum, event.path(sum).asLong());
      }
    }
    if (event.hasNonNull("input_tokens") || event.hasNonNull("output_tokens")) {
      add(
          document,
          "total_tokens",
          event.path("input_tokens").asLong() + event.path("output_tokens").asLong());
    } else {
      add(document, "calls_without_usage", 1);
    }
    if (event.path("attempts").asLong() > 1) {
      add(document, "fallback_calls", 1);
    }
    if (event.hasNonNull("status_code")) {
      add(document, STATUS_CODES + event.path("status_code").asText(), 1);
    }
    measure(document, "latency_ms", event);
    measure(document, "time_to_first_token_ms", event);
  }

  private static String outcome(JsonNode event) {
    if (event.path("blocked").asBoolean()) {
      return "blocked";
    }
    int code = event.path("status_code").asInt(200);
    boolean failed = code == 0 || code >= 400 || event.hasNonNull("error_type");
    return failed ? "failed" : "succeeded";
  }

  /** Calls of a tenant by status code. */
  Map<String, Long> statusCodes(String tenant) {
    Map<String, Long> codes = new TreeMap<>();
    documents.values().stream()
        .filter(document -> tenant.equals(document.get("tenant_id")))
        .flatMap(document -> document.entrySet().stream())
        .filter(field -> field.getKey().startsWith(STATUS_CODES))
        .forEach(
            field ->
                codes.merge(
                    field.getKey().substring(STATUS_CODES.length()),
                    (Long) field.getValue(),
                    Long::sum));
    return codes;
  }

  private static void measure(Map<String, Object> document, String name, JsonNode event) {
    if (!event.hasNonNull(name)) {
      return;
    }
    long value = event.path(name).asLong();
    add(document, name + ".count", 1);
    add(document, name + ".sum", value);
    document.merge(name + ".min", value, (a, b) -> Math.min((Long) a, (Long) b));
    document.merge(name + ".max", value, (a, b) -> Math.max((Long) a, (Long) b));
  }

  private static void add(Map<String, Object> document, String field, long more) {
    document.merge(field, more, (a, b) -> (Long) a + (Long) b);
  }

  /** Documents by their dimensions, each with its fields under dotted names. */
  Map<String, Map<String, Object>> documents() {
    return documents;
  }

  /** Malformed records that name this tenant, each as often as it was sent. */
  long malformed(String tenant) {
    return malformed.getOrDefault(tenant, 0L);
  }

  /** The sum of one measure over all documents of a tenant. */
  long total(String tenant, String measure) {
    return documents.values().stream()
        .filter(document -> tenant.equals(document.get("tenant_id")))
        .mapToLong(document -> (Long) document.getOrDefault(measure, 0L))
        .sum();
  }
}
