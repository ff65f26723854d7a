/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random hours of model calls for two tenants that share names of users, keys and models. Every
 * second hour has the keywords of builds that wrote one for each power of two in a count.
 */
public final class CallHours {

  public static final String TENANT = "acme";
  public static final String STRANGERS = "globex";

  /** Its hours are cut in halves, and every second half has no keywords of durations. */
  public static final String HALF_HOURS = "halves";

  public static final List<String> USERS = List.of("alice", "bob", "carol", "*", "a\"b\\c");
  public static final List<String> MODELS =
      List.of("gpt-4o", "claude", "qwen:7b", "模型", "a b/c*?", "{\"match_all\":{}}");

  /** The running hour is among them. */
  private static final Instant END = Instant.parse("2026-03-12T11:00:00Z");

  /** The first that is kept, those around changes of clocks, and the last. */
  private static final List<LocalDate> DAYS =
      Stream.of(
              "2026-02-11",
              "2026-02-12",
              "2026-02-15",
              "2026-03-01",
              "2026-03-07",
              "2026-03-08",
              "2026-03-09",
              "2026-03-10",
              "2026-03-11",
              "2026-03-11",
              "2026-03-12",
              "2026-03-12")
          .map(LocalDate::parse)
          .toList();

  /**
   * Few different ones: each new bin of an index is a change of its mapping, which takes the node a
   * while.
   */
  private static final long[] MILLIS = {
    0, 3, 15, 16, 40, 95, 180, 320, 333, 512, 700, 1_100, 2_047, 2_048, 5_900, 61_000, 899_000
  };

  private static final List<String> HISTOGRAMS =
      List.of("latency_ms", "time_to_first_token_ms", "input_tokens_per_call");

  private static final long SEED = 20260312L;
  private static List<CallHour> shared;

  private CallHours() {}

  /** All documents, indexed once. */
  public static synchronized List<CallHour> indexed(LiveApi api) {
    if (shared == null) {
      Random random = new Random(SEED);
      List<CallHour> hours = new ArrayList<>();
      add(hours, random, TENANT, 60, 900);
      add(hours, random, STRANGERS, 60, 300);
      add(hours, random, HALF_HOURS, 30, 600);
      api.index(hours.stream().map(CallHours::document).toList());
      shared = List.copyOf(hours);
    }
    return shared;
  }

  private static void add(
      List<CallHour> hours, Random random, String tenant, int windowMinutes, int many) {
    int before = hours.size();
    int windows = (int) (Duration.ofDays(1).toMinutes() / windowMinutes);
    while (hours.size() < before + many) {
      Instant day = DAYS.get(random.nextInt(DAYS.size())).atStartOfDay(UTC).toInstant();
      Instant start = day.plusSeconds(60L * windowMinutes * random.nextInt(windows));
      if (start.isBefore(END)) {
        hours.add(hour(random, tenant, windowMinutes, start));
      }
    }
  }

  private static IndexedDocument document(CallHour hour) {
    IndexedDocument document = hour.document();
    long window = hour.hour().getEpochSecond() / (60L * hour.windowMinutes());
    if (window % 2 == 1) {
      for (String histogram : HISTOGRAMS) {
        if (document.source().get(histogram) instanceof ObjectNode durations) {
          writeEarlier(hour.windowMinutes(), histogram, durations);
        }
      }
    }
    return document;
  }

  private static void writeEarlier(int windowMinutes, String histogram, ObjectNode durations) {
    if (windowMinutes == 60) {
      CallHour.putEarlierKeywords(durations);
    } else if (!histogram.equals("input_tokens_per_call")) {
      durations.remove("bin_counts");
    }
  }

  private static CallHour hour(Random random, String tenant, int windowMinutes, Instant start) {
    Map<String, String> dimensions = new TreeMap<>();
    dimensions.put("tenant_id", tenant);
    put(dimensions, random, "user_id", USERS);
    put(dimensions, random, "model", MODELS);
    put(dimensions, random, "model_source", List.of("preset", "custom"));
    put(dimensions, random, "api_key_id", List.of("k1", "k2", "k3"));
    put(dimensions, random, "project_id", List.of("p1", "p2"));
    put(dimensions, random, "endpoint", List.of("/v1/chat/completions", "/v1/embeddings"));
    put(dimensions, random, "provider", List.of("openai", "vllm"));
    put(dimensions, random, "client", List.of("cursor", "other"));
    int calls = 1 + random.nextInt(20);
    int failed = random.nextInt(calls + 1);
    Map<String, Long> counts = new TreeMap<>();
    counts.put("calls", (long) calls);
    counts.put("failed", (long) failed);
    counts.put("succeeded", (long) calls - failed);
    counts.put("blocked", 0L);
    counts.put("fallback_calls", (long) random.nextInt(2));
    if (random.nextBoolean()) { // Documents of earlier builds have none.
      counts.put("inconsistent_calls", (long) random.nextInt(2));
    }
    boolean usage = random.nextInt(4) > 0;
    counts.put("calls_without_usage", usage ? 0L : calls);
    if (usage) {
      long input = random.nextInt(100_000);
      long output = random.nextInt(10_000);
      counts.put("input_tokens", input);
      counts.put("output_tokens", output);
      counts.put("total_tokens", input + output);
      counts.put("cache_read_tokens", input / 3);
    }
    Map<Integer, Long> codes = new TreeMap<>();
    codes.put(200, (long) calls - failed);
    codes.put(random.nextBoolean() ? 500 : 429, (long) failed);
    codes.values().removeIf(value -> value == 0);
    return new CallHour(
        start,
        windowMinutes,
        dimensions,
        counts,
        codes,
        durations(random, calls),
        durations(random, random.nextInt(calls + 1)),
        inputs(counts.get("input_tokens"), calls));
  }

  /** Sizes of prompts that make the sum; earlier builds have none. */
  private static List<Long> inputs(Long sum, int calls) {
    if (sum == null || sum % 3 == 0) {
      return List.of();
    }
    List<Long> inputs = new ArrayList<>();
    long rest = sum;
    for (int i = 1; i < calls; i++) {
      inputs.add(rest / 3);
      rest -= rest / 3;
    }
    inputs.add(rest);
    return inputs;
  }

  private static void put(
      Map<String, String> dimensions, Random random, String name, List<String> values) {
    int chosen = random.nextInt(values.size() * 4);
    // A quarter of the values are unknown for all dimensions but the tenant.
    if (chosen < values.size() * 3) {
      dimensions.put(name, values.get(chosen % values.size()));
    }
  }

  private static List<Long> durations(Random random, int many) {
    return LongStream.range(0, many)
        .map(i -> MILLIS[random.nextInt(MILLIS.length)])
        .boxed()
        .toList();
  }
}
