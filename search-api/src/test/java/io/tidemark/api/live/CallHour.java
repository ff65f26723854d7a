/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import io.tidemark.model.histogram.BinLayout;
import io.tidemark.model.histogram.LatencyBins;
import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One hourly document of model calls, as the brute-force side keeps it: single values, not bins.
 *
 * @param dimensions present ones only
 * @param counts present ones only
 */
public record CallHour(
    Instant hour,
    int windowMinutes,
    Map<String, String> dimensions,
    Map<String, Long> counts,
    Map<Integer, Long> statusCodes,
    List<Long> latencies,
    List<Long> firstTokens,
    List<Long> inputs) {

  /** Without sizes of prompts, as earlier builds wrote it. */
  public CallHour(
      Instant hour,
      int windowMinutes,
      Map<String, String> dimensions,
      Map<String, Long> counts,
      Map<Integer, Long> statusCodes,
      List<Long> latencies,
      List<Long> firstTokens) {
    this(hour, windowMinutes, dimensions, counts, statusCodes, latencies, firstTokens, List.of());
  }

  public String dimension(String name) {
    return dimensions.get(name);
  }

  /** As it is written to Elasticsearch. */
  public IndexedDocument document() {
    ObjectNode source = JsonMapper.shared().createObjectNode();
    source.put("hour", hour.toString());
    source.put("window_minutes", windowMinutes);
    dimensions.forEach(source::put);
    counts.forEach(source::put);
    if (!statusCodes.isEmpty()) {
      ObjectNode codes = source.putObject("status_codes");
      statusCodes.forEach((code, calls) -> codes.put(code.toString(), calls));
    }
    durations(source, "latency_ms", latencies);
    durations(source, "time_to_first_token_ms", firstTokens);
    values(source, "input_tokens_per_call", inputs, BinLayout.TOKENS);
    source.put("final", true);
    source.put("revision", 0);
    source.put("late_events", 1);
    source.put("updated_at", hour.toString());
    return new IndexedDocument(
        IndexFamily.MODEL_CALLS_HOURLY.indexAt(hour.toEpochMilli()), null, source);
  }

  static void durations(ObjectNode source, String name, List<Long> values) {
    values(source, name, values, BinLayout.DURATIONS);
  }

  private static void values(ObjectNode source, String name, List<Long> values, BinLayout layout) {
    if (values.isEmpty()) {
      return;
    }
    Map<String, Long> bins = new TreeMap<>();
    long sum = 0;
    long min = Long.MAX_VALUE;
    long max = 0;
    for (long value : values) {
      bins.merge(LatencyBins.fieldName(layout.find(value)), 1L, Long::sum);
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    ObjectNode durations = source.putObject(name);
    durations.put("count", (long) values.size()).put("sum", sum).put("min", min).put("max", max);
    ObjectNode written = durations.putObject("bins");
    bins.forEach(written::put);
    ArrayNode keywords = durations.putArray("bin_counts");
    bins.forEach((bin, count) -> parts(count).forEach(part -> keywords.add(bin + "x" + part)));
  }

  /** What a count is above a multiple of 16, and the powers of two of the rest. */
  private static LongStream parts(long count) {
    return LongStream.concat(LongStream.of(count % 16), powers(count / 16 * 16))
        .filter(part -> part > 0);
  }

  /** Puts the keywords of builds that wrote one for each power of two. */
  static void putEarlierKeywords(ObjectNode durations) {
    ArrayNode keywords = durations.putArray("bin_counts");
    for (Map.Entry<String, JsonNode> bin : durations.path("bins").properties()) {
      powers(bin.getValue().asLong()).forEach(power -> keywords.add(bin.getKey() + "x" + power));
    }
  }

  private static LongStream powers(long count) {
    return LongStream.iterate(1, power -> power <= count, power -> 2 * power)
        .filter(power -> count / power % 2 == 1);
  }
}
