/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.api.live.CallHour;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.model.pricing.PriceKey;
import io.tidemark.testkit.pricing.PlainPricing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A document of model calls, and its cost by the second implementation. */
record PricedHour(Instant start, Map<String, String> dimensions, Map<String, Long> measures) {

  /** Decimals by their value; null is less than any. */
  static final Comparator<BigDecimal> BY_VALUE = Comparator.nullsFirst(Comparator.naturalOrder());

  /** Prices of no more digits than an answer shows, so that sums of rounded amounts are exact. */
  static final String LIST =
      """
      {"currency": "CNY", "default": true, "default_time_zone": "Asia/Shanghai", "prices": [
        {"id": "input-output", "match": {"model": "input-output"},
         "per_million": {"input": "2.50", "output": "10.00"},
         "bands": [{"above_input_tokens": 200000, "per_million": {"input": "5.00"}}]},
        {"id": "batch", "match": {"model": "input-output", "service_tier": "batch"},
         "per_million": {"input": "1.20", "output": "5.00"}},
        {"id": "cached-old", "match": {"model": "cached*"}, "valid_to": "2026-03-09T04:00:00Z",
         "per_million": {"input": "3.00", "cache_read": "0.30", "output": "15.00"}},
        {"id": "cached-new", "match": {"model": "cached*"}, "valid_from": "2026-03-09T04:00:00Z",
         "per_million": {"input": "4.00", "cache_read": "0.40", "output": "16.00"},
         "hours": [{"days": "mon-fri", "from": "09:00", "to": "12:00", "factor": "2"}]},
        {"id": "azure", "match": {"model": "cached-1", "provider": "azure"},
         "per_million": {"input": "1.00", "cache_write": "1.25", "output": "2.00"}},
        {"id": "embedding", "match": {"model": "cached-2", "operation": "embeddings"},
         "per_million": {"input": "0.50", "output": "0.50"}},
        {"id": "free", "match": {"model": "free"}, "per_million": {"total": "0"}},
        {"id": "custom", "match": {"model": "qwen*", "model_source": "custom"},
         "per_thousand": {"total": "0.8"}, "per_unit": {"calls": "0.01"}}
      ]}
      """;

  private static final List<String> MODELS =
      List.of("input-output", "cached-1", "cached-2", "free", "qwen-7b", "unheard-of");

  static List<PricedHour> createMany(String tenant, Instant from, int hours, Random random) {
    List<PricedHour> many = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Map<String, String> dimensions = new TreeMap<>();
      dimensions.put("tenant_id", tenant);
      dimensions.put("model", MODELS.get(random.nextInt(MODELS.size())));
      put(dimensions, "provider", random, "openai", "azure");
      put(dimensions, "model_source", random, "preset", "custom");
      put(dimensions, "operation", random, "chat", "embeddings");
      put(dimensions, "user_id", random, "a", "b", "c", "d", "e", "f", "g");
      put(dimensions, "project_id", random, "p1", "p2", "p3");
      put(dimensions, "api_key_id", random, "k1", "k2");
      if (random.nextBoolean()) {
        addKey(dimensions, random);
      }
      Map<String, Long> measures = new TreeMap<>();
      long input = random.nextInt(2_000_000);
      long read = random.nextInt((int) input / 2 + 1);
      measures.put("calls", 1L + random.nextInt(50));
      measures.put("input_tokens", input);
      measures.put("cache_read_tokens", read);
      measures.put("cache_write_tokens", (long) random.nextInt((int) (input - read) / 2 + 1));
      measures.put("output_tokens", (long) random.nextInt(200_000));
      Instant start = from.plus(random.nextInt(hours), ChronoUnit.HOURS);
      many.add(new PricedHour(start, dimensions, measures));
    }
    return many;
  }

  /** Documents of earlier builds have no key, no tier and no band. */
  private static void addKey(Map<String, String> dimensions, Random random) {
    put(dimensions, "service_tier", random, "batch");
    put(dimensions, "prompt_band", random, "200000");
    dimensions.put(
        PriceKey.FIELD,
        PriceKey.join(
            dimensions.get("provider"),
            dimensions.get("model"),
            dimensions.get("model_source"),
            dimensions.get("service_tier"),
            dimensions.get("prompt_band")));
  }

  private static void put(
      Map<String, String> dimensions, String name, Random random, String... values) {
    int choice = random.nextInt(values.length + 1);
    if (choice < values.length) {
      dimensions.put(name, values[choice]);
    }
  }

  String dimension(String name) {
    return dimensions.get(name);
  }

  long measure(String name) {
    return measures.get(name);
  }

  IndexedDocument document() {
    return new CallHour(start, 60, dimensions, measures, Map.of(), List.of(), List.of()).document();
  }

  /** Null when it is unknown. */
  BigDecimal cost(String list) {
    Map<String, String> usage = new TreeMap<>(dimensions);
    usage.put("workload", "model-calls");
    try {
      PlainPricing.Priced priced =
          PlainPricing.price(new ObjectMapper().readTree(list), usage, start, measures);
      return priced == null ? null : new BigDecimal(priced.nanos(), 9);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
