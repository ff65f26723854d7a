/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Model calls: counted once by tenant and request id, summed by hour, and kept as records. */
public final class ModelCallOracle implements Oracle {

  public static final List<String> DIMENSIONS =
      List.of(
          "tenant_id",
          "project_id",
          "user_id",
          "user_type",
          "api_key_id",
          "provider",
          "model_source",
          "model",
          "endpoint",
          "operation",
          "client");

  private static final List<String> ALWAYS =
      List.of(
          "calls",
          "succeeded",
          "failed",
          "blocked",
          "calls_without_usage",
          "fallback_calls",
          "inconsistent_calls");

  private static final List<String> SUMS =
      List.of(
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "reasoning_tokens");

  private static final Map<String, String> CLIENTS =
      Map.of(
          "claude-cli", "claude-code",
          "codex_cli", "codex-cli",
          "geminicli", "gemini-cli",
          "cursor", "cursor",
          "openai/", "openai-sdk",
          "anthropic/", "anthropic-sdk");

  private static final String STATUS_CODES = "status_codes.";

  private final Map<String, List<Event>> calls = new LinkedHashMap<>();
  private final Map<String, Long> malformed = new TreeMap<>();
  private final HourTable hours = new HourTable(DIMENSIONS, ALWAYS);
  private final PipelineCounts pipeline = new PipelineCounts("model-calls");

  /** Adds a record as it was sent; a malformed one is not counted. */
  public void add(byte[] record) {
    Event event = parse(record);
    if (event.text("request_id") != null && event.json().path("model").isTextual()) {
      add(event);
    } else if (event.json().path("tenant_id").isTextual()) {
      malformed.merge(event.text("tenant_id"), 1L, Long::sum);
    }
  }

  private static Event parse(byte[] record) {
    try {
      return Event.parse(record);
    } catch (UncheckedIOException notJson) {
      return new Event(JsonNodeFactory.instance.objectNode());
    }
  }

  /** Adds a call; all of one id must be added in the order of their partition. */
  @Override
  public void add(Event call) {
    String id = call.text("tenant_id") + "/" + call.text("request_id");
    List<Event> seen = calls.computeIfAbsent(id, first -> new ArrayList<>());
    Event first = seen.isEmpty() ? null : seen.get(0);
    seen.add(call);
    if ("playground".equals(seen.get(0).text("channel"))) {
      return;
    }
    pipeline.count(call, first);
    if (first == null) {
      count(hours.at(call.at(), name -> dimension(call, name)), call);
    }
  }

  @Override
  public Map<String, Map<String, Object>> hours() {
    return hours.documents();
  }

  /** The job's own counts. */
  public Map<String, Map<String, Object>> pipelineHours() {
    return pipeline.documents();
  }

  /** The contents that the record of each call may have: any of those that its id came with. */
  public List<List<Map<String, Object>>> records() {
    return calls.values().stream()
        .map(seen -> seen.stream().map(ModelCallOracle::record).distinct().toList())
        .toList();
  }

  /** Malformed records that name this tenant, each as often as it was sent. */
  public long malformed(String tenant) {
    return malformed.getOrDefault(tenant, 0L);
  }

  /** Calls of a tenant by status code. */
  public Map<String, Long> statusCodes(String tenant) {
    Map<String, Long> codes = new TreeMap<>();
    hours().values().stream()
        .filter(hour -> tenant.equals(hour.get("tenant_id")))
        .flatMap(hour -> hour.entrySet().stream())
        .filter(field -> field.getKey().startsWith(STATUS_CODES))
        .forEach(
            field ->
                codes.merge(
                    field.getKey().substring(STATUS_CODES.length()),
                    (Long) field.getValue(),
                    Long::sum));
    return codes;
  }

  private static String dimension(Event call, String name) {
    return switch (name) {
      case "user_type" -> call.text(name, "user");
      case "model_source" -> call.text(name, "preset");
      case "client" -> client(call.text("user_agent"));
      default -> call.text(name);
    };
  }

  private static String client(String userAgent) {
    if (userAgent == null) {
      return null;
    }
    String agent = userAgent.toLowerCase(Locale.ROOT);
    return CLIENTS.entrySet().stream()
        .filter(known -> agent.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("other");
  }

  private static String outcome(Event call) {
    if (call.json().path("blocked").asBoolean()) {
      return "blocked";
    }
    int code = call.json().path("status_code").asInt(200);
    boolean failed = code == 0 || code >= 400 || call.text("error_type") != null;
    return failed ? "failed" : "succeeded";
  }

  /** Input and output tokens together; null when neither is known. */
  private static Long total(Event call) {
    if (call.count("input_tokens") == null && call.count("output_tokens") == null) {
      return null;
    }
    return call.json().path("input_tokens").asLong() + call.json().path("output_tokens").asLong();
  }

  private static void count(Map<String, Object> hour, Event call) {
    FlatDocument.add(hour, "calls", 1);
    FlatDocument.add(hour, outcome(call), 1);
    for (String sum : SUMS) {
      if (call.count(sum) != null) {
        FlatDocument.add(hour, sum, call.count(sum));
      }
    }
    Long total = total(call);
    if (total == null) {
      FlatDocument.add(hour, "calls_without_usage", 1);
    } else {
      FlatDocument.add(hour, "total_tokens", total);
    }
    if (call.json().path("attempts").asLong() > 1) {
      FlatDocument.add(hour, "fallback_calls", 1);
    }
    if (call.text("status_code") != null) {
      FlatDocument.add(hour, STATUS_CODES + call.text("status_code"), 1);
    }
    FlatDocument.addDuration(hour, "latency_ms", call.count("latency_ms"));
    FlatDocument.addDuration(hour, "time_to_first_token_ms", call.count("time_to_first_token_ms"));
  }

  private static Map<String, Object> record(Event call) {
    Map<String, Object> record = FlatDocument.of(call.json());
    record.remove("blocked");
    record.put("event_time", Event.rfc3339(call.at()));
    record.putIfAbsent("channel", "api");
    for (String name : DIMENSIONS) {
      if (dimension(call, name) != null) {
        record.put(name, dimension(call, name));
      }
    }
    record.put("outcome", outcome(call));
    if (total(call) != null) {
      record.put("total_tokens", total(call));
    }
    if (call.text("client_ip") != null) {
      record.put("client_ip", call.text("client_ip").replaceAll("\\.\\d+$", ".0"));
    }
    return record;
  }
}
