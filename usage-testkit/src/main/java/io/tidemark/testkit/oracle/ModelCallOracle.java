/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
          "client",
          "service_tier",
          "prompt_band",
          "tag_1",
          "tag_2");

  private static final List<String> ALWAYS =
      List.of(
          "calls",
          "succeeded",
          "failed",
          "blocked",
          "calls_without_usage",
          "fallback_calls",
          "inconsistent_calls",
          "calls_with_reported_cost",
          "calls_with_other_currency",
          "calls_with_unsplit_tokens");

  private static final List<String> SUMS =
      List.of(
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "cache_write_1h_tokens",
          "reasoning_tokens");

  private static final Map<String, String> CLIENTS =
      Map.of(
          "claude-cli", "claude-code",
          "codex_cli", "codex-cli",
          "geminicli", "gemini-cli",
          "cursor", "cursor",
          "openai/", "openai-sdk",
          "anthropic/", "anthropic-sdk");

  /** The default bounds of the job, the highest first. */
  private static final List<Long> PROMPT_BANDS =
      List.of(512_000L, 272_000L, 256_000L, 200_000L, 128_000L, 32_000L);

  private static final Set<String> STANDARD_TIERS = Set.of("standard", "default", "auto", "normal");
  private static final String CURRENCY = "USD";

  private static final String STATUS_CODES = "status_codes.";

  private final List<String> tags;
  private final Map<String, List<Event>> calls = new LinkedHashMap<>();
  private final Map<String, Long> malformed = new TreeMap<>();
  private final HourTable hours = new HourTable(DIMENSIONS, ALWAYS);
  private final PipelineCounts pipeline = new PipelineCounts("model-calls");

  /**
   * Counts by the tags that the job is told to count by.
   *
   * @param tags their names, in the order of {@code --dimension-tags}
   */
  public ModelCallOracle(String... tags) {
    this.tags = List.of(tags);
  }

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
      count(hours.at(call.at(), name -> readDimension(call, name)), call);
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
        .map(seen -> seen.stream().map(this::record).distinct().toList())
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

  private String readDimension(Event call, String name) {
    return switch (name) {
      case "user_type" -> call.text(name, "user");
      case "model_source" -> call.text(name, "preset");
      case "client" -> findClient(call.text("user_agent"));
      case "service_tier" -> serviceTier(call);
      case "prompt_band" -> promptBand(call);
      case "tag_1" -> readTag(call, 0);
      case "tag_2" -> readTag(call, 1);
      default -> call.text(name);
    };
  }

  private static String findClient(String userAgent) {
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

  private static String serviceTier(Event call) {
    String tier = call.text("service_tier", "").toLowerCase(Locale.ROOT);
    return tier.isEmpty() || STANDARD_TIERS.contains(tier) ? null : tier;
  }

  private static String promptBand(Event call) {
    long input = call.json().path("input_tokens").asLong();
    return PROMPT_BANDS.stream()
        .filter(bound -> input > bound)
        .findFirst()
        .map(String::valueOf)
        .orElse(null);
  }

  private String readTag(Event call, int index) {
    String value = index < tags.size() ? call.json().at("/tags/" + tags.get(index)).asText() : "";
    return value.isEmpty() ? null : value;
  }

  private static Long costNanos(Event call) {
    if (call.text("reported_cost") == null) {
      return call.count("reported_cost_nanos");
    }
    return new BigDecimal(call.text("reported_cost"))
        .movePointRight(9)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static void countMoney(Map<String, Object> hour, Event call) {
    Long cost = costNanos(call);
    if (cost != null && CURRENCY.equals(call.text("reported_currency", CURRENCY))) {
      FlatDocument.add(hour, "reported_cost_nanos", cost);
      FlatDocument.add(hour, "calls_with_reported_cost", 1);
    } else if (cost != null) {
      FlatDocument.add(hour, "calls_with_other_currency", 1);
    }
    call.json()
        .path("units")
        .properties()
        .forEach(
            unit -> FlatDocument.add(hour, "units." + unit.getKey(), unit.getValue().asLong()));
  }

  /** All that a price depends on in one field; unknown parts are empty. */
  private String priceKey(Event call) {
    return Stream.of("provider", "model", "model_source", "service_tier", "prompt_band")
        .map(name -> readDimension(call, name))
        .map(value -> value == null ? "" : value)
        .collect(Collectors.joining("\u241F"));
  }

  private static String readOutcome(Event call) {
    if (call.json().path("blocked").asBoolean()) {
      return "blocked";
    }
    int code = call.json().path("status_code").asInt(200);
    boolean failed = code == 0 || code >= 400 || call.text("error_type") != null;
    return failed ? "failed" : "succeeded";
  }

  /** Input and output tokens together; null when neither is known. */
  private static Long readTotal(Event call) {
    if (call.count("input_tokens") == null && call.count("output_tokens") == null) {
      return null;
    }
    return call.json().path("input_tokens").asLong() + call.json().path("output_tokens").asLong();
  }

  private void count(Map<String, Object> hour, Event call) {
    hour.put("price_key", priceKey(call));
    FlatDocument.add(hour, "calls", 1);
    countMoney(hour, call);
    FlatDocument.add(hour, readOutcome(call), 1);
    for (String sum : SUMS) {
      if (call.count(sum) != null) {
        FlatDocument.add(hour, sum, call.count(sum));
      }
    }
    Long total = readTotal(call);
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
    FlatDocument.addTokens(hour, "input_tokens_per_call", call.count("input_tokens"));
  }

  private Map<String, Object> record(Event call) {
    Map<String, Object> record = FlatDocument.of(call.json());
    record.remove("blocked");
    record.remove("service_tier");
    record.remove("reported_cost");
    if (costNanos(call) != null) {
      record.put("reported_cost_nanos", costNanos(call));
    }
    record.put("event_time", Event.rfc3339(call.at()));
    record.putIfAbsent("channel", "api");
    for (String name : DIMENSIONS) {
      if (readDimension(call, name) != null) {
        record.put(name, readDimension(call, name));
      }
    }
    record.put("outcome", readOutcome(call));
    if (readTotal(call) != null) {
      record.put("total_tokens", readTotal(call));
    }
    if (call.text("client_ip") != null) {
      record.put("client_ip", call.text("client_ip").replaceAll("\\.\\d+$", ".0"));
    }
    return record;
  }
}
