/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.api.settings.Precondition;
import io.tidemark.api.settings.SettingInput;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.PricedClass;
import io.tidemark.model.pricing.Quantities;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Price lists of the tests, and usage in the two forms of the implementations. */
final class SampleLists {

  private SampleLists() {}

  static String readFile(String name) {
    try (InputStream file = SampleLists.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(String name) {
    return parseYaml(readFile("lists/" + name + ".yaml"));
  }

  static JsonNode parseYaml(String text) {
    byte[] content = text.getBytes(UTF_8);
    return new SettingInput("application/yaml", content, Precondition.NONE).readBody(1 << 20);
  }

  static PriceSubject subject(Map<String, String> properties) {
    return new PriceSubject(
        properties.get("workload"),
        properties.get("provider"),
        properties.get("model"),
        properties.get("model_source"),
        properties.get("service_tier"),
        properties.get("operation"),
        Long.parseLong(properties.getOrDefault("prompt_band", "0")));
  }

  static Quantities quantities(String workload, Map<String, Long> measures) {
    long calls = measures.getOrDefault("calls", 0L);
    Map<PricedClass, Long> more = new EnumMap<>(PricedClass.class);
    for (PricedClass unit : PricedClass.values()) {
      if (measures.containsKey(unit.id()) && unit != PricedClass.CALLS) {
        more.put(unit, measures.get(unit.id()));
      }
    }
    if (!workload.equals("model-calls")) {
      more.put(PricedClass.RUN, measures.getOrDefault("run_time_ms", 0L));
      more.put(PricedClass.TRAINED, measures.getOrDefault("trained_tokens", 0L));
      return Quantities.ofRuns(calls, more);
    }
    return Quantities.ofCalls(
        calls,
        measures.getOrDefault("calls_with_unsplit_tokens", 0L),
        new Quantities.Tokens(
            measures.getOrDefault("input_tokens", 0L),
            measures.getOrDefault("cache_read_tokens", 0L),
            measures.getOrDefault("cache_write_tokens", 0L),
            measures.getOrDefault("cache_write_1h_tokens", 0L),
            measures.getOrDefault("output_tokens", 0L),
            measures.getOrDefault("reasoning_tokens", 0L),
            measures.getOrDefault("total_tokens", 0L)),
        more);
  }
}
