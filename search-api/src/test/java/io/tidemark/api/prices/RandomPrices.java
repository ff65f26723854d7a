/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Generates price lists and usage from few names, so that many prices match. */
final class RandomPrices {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final List<String> MODELS = List.of("a", "ab", "abc", "b", "bc");
  private static final List<String> ZONES =
      List.of("UTC", "Asia/Shanghai", "Asia/Kolkata", "Europe/Berlin", "America/St_Johns");
  private static final List<Long> BANDS = List.of(0L, 32_000L, 128_000L, 200_000L);
  private static final Map<String, List<String>> CONDITIONS =
      Map.of(
          "provider", List.of("p", "q"),
          "model_source", List.of("preset", "custom"),
          "service_tier", List.of("standard", "batch"),
          "operation", List.of("chat", "embed"));
  private static final List<String> UNITS = List.of("images", "searches", "characters");

  private final Random random;

  RandomPrices(Random random) {
    this.random = random;
  }

  ObjectNode createList() {
    ObjectNode list = NODES.objectNode().put("currency", "USD");
    list.put("default_time_zone", pick(ZONES));
    ArrayNode prices = list.putArray("prices");
    int many = 1 + random.nextInt(8);
    for (int i = 0; i < many; i++) {
      prices.add(createPrice("p" + i));
    }
    return list;
  }

  private ObjectNode createPrice(String id) {
    ObjectNode price = NODES.objectNode().put("id", id);
    ObjectNode match = price.putObject("match");
    int kind = random.nextInt(10);
    if (kind == 0) {
      match.put("workload", "comfyui");
      price.putObject("per_hour").put("run", decimal());
      return price;
    }
    if (random.nextInt(4) > 0) {
      match.put("model", pick(MODELS) + (random.nextBoolean() ? "*" : ""));
    }
    CONDITIONS.forEach(
        (name, values) -> {
          if (random.nextInt(4) == 0) {
            match.put(name, pick(values));
          }
        });
    addTimes(price);
    addPrices(price, false);
    if (random.nextInt(3) == 0) {
      ArrayNode bands = price.putArray("bands");
      BANDS.stream()
          .filter(bound -> bound > 0 && random.nextBoolean())
          .forEach(bound -> addPrices(bands.addObject().put("above_input_tokens", bound), true));
    }
    return price;
  }

  private void addTimes(ObjectNode price) {
    if (random.nextBoolean()) {
      Instant from = createWindow();
      price.put("valid_from", from.toString());
      if (random.nextBoolean()) {
        price.put("valid_to", from.plus(Duration.ofMinutes(1 + random.nextInt(9_000))).toString());
      }
    }
    if (random.nextInt(3) == 0) {
      price.put("time_zone", pick(ZONES));
      ObjectNode hours = price.putArray("hours").addObject();
      hours.put("days", pick(List.of("mon-fri", "sat,sun", "sun", "fri-mon")));
      hours.put("from", clock()).put("to", clock()).put("factor", decimal());
    }
  }

  private void addPrices(ObjectNode price, boolean tokensAlone) {
    if (!tokensAlone && random.nextInt(6) == 0) {
      price.putObject("per_thousand").put("total", decimal());
      return;
    }
    ObjectNode tokens = price.putObject("per_million").put("input", decimal());
    for (String name :
        List.of("cache_read", "cache_write", "cache_write_1h", "output", "reasoning")) {
      if (random.nextInt(3) > 0) {
        tokens.put(name, decimal());
      }
    }
    if (!tokensAlone && random.nextBoolean()) {
      ObjectNode units = price.putObject("per_unit").put("calls", decimal());
      UNITS.forEach(unit -> units.put(unit, decimal()));
    }
  }

  Map<String, String> createUsage() {
    Map<String, String> usage = new TreeMap<>();
    boolean run = random.nextInt(10) == 0;
    usage.put("workload", run ? "comfyui" : "model-calls");
    if (run) {
      return usage;
    }
    if (random.nextInt(20) > 0) {
      usage.put("model", pick(MODELS));
    }
    CONDITIONS.forEach(
        (name, values) -> {
          if (random.nextInt(3) > 0) {
            usage.put(name, pick(values));
          }
        });
    usage.put("prompt_band", pick(BANDS).toString());
    return usage;
  }

  Map<String, Long> createMeasures(String workload) {
    Map<String, Long> measures = new TreeMap<>(Map.of("calls", 1L + random.nextInt(5)));
    if (workload.equals("comfyui")) {
      measures.put("run_time_ms", (long) random.nextInt(100_000_000));
      return measures;
    }
    long input = random.nextInt(300_000);
    long read = (long) (input * random.nextDouble() * 0.5);
    long written = (long) (input * random.nextDouble() * 0.5);
    long output = random.nextInt(3) == 0 ? 0 : random.nextInt(10_000);
    measures.put("input_tokens", input);
    measures.put("cache_read_tokens", random.nextBoolean() ? read : 0);
    measures.put("cache_write_tokens", written);
    measures.put("cache_write_1h_tokens", (long) (written * random.nextDouble()));
    measures.put("output_tokens", output);
    measures.put("reasoning_tokens", (long) (output * random.nextDouble()));
    int unsplit = random.nextInt(4) == 0 ? random.nextInt(100_000) : 0;
    measures.put("total_tokens", input + output + unsplit);
    measures.put("calls_with_unsplit_tokens", unsplit == 0 ? 0 : 1L);
    UNITS.forEach(unit -> measures.put(unit, (long) random.nextInt(3)));
    return measures;
  }

  /** Measures of which only parts of the input may be known, as in windows of earlier builds. */
  Map<String, Long> createEarlierMeasures(String workload) {
    Map<String, Long> measures = createMeasures(workload);
    measures.remove("calls_with_unsplit_tokens");
    if (random.nextInt(8) == 0) {
      measures.computeIfPresent("input_tokens", (name, tokens) -> tokens / 4);
    }
    if (random.nextInt(8) == 0) {
      measures.computeIfPresent("output_tokens", (name, tokens) -> 0L);
    }
    return measures;
  }

  /**
   * The start of a window of an hour or less, in a month in which two zones change their clocks.
   */
  Instant createWindow() {
    return START.plus(Duration.ofMinutes(15L * random.nextInt(31 * 24 * 4)));
  }

  private String clock() {
    return "%02d:%02d".formatted(random.nextInt(24), 15 * random.nextInt(4));
  }

  private String decimal() {
    return random.nextInt(100) + (random.nextBoolean() ? "" : "." + (1 + random.nextInt(99_999)));
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
