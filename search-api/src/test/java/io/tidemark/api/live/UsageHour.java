/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import io.tidemark.api.workload.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An hourly document of any workload, with the single durations that it was made of. */
public record UsageHour(
    Workload workload,
    Instant hour,
    Map<String, String> dimensions,
    Map<String, Long> counts,
    Map<String, List<Long>> durations) {

  public static UsageHour of(CallHour calls) {
    return new UsageHour(
        Workload.MODEL_CALLS,
        calls.hour(),
        calls.dimensions(),
        calls.counts(),
        Map.of(
            "latency_ms",
            calls.latencies(),
            "time_to_first_token_ms",
            calls.firstTokens(),
            "input_tokens_per_call",
            calls.inputs()));
  }

  public String dimension(String name) {
    return dimensions.get(name);
  }

  /** Whether these filters allow this document: an empty value stands for an absent dimension. */
  public boolean matches(Map<String, Set<String>> kept, Map<String, Set<String>> leftOut) {
    return kept.entrySet().stream().allMatch(e -> has(e.getKey(), e.getValue()))
        && leftOut.entrySet().stream().noneMatch(e -> has(e.getKey(), e.getValue()));
  }

  private boolean has(String dimension, Set<String> values) {
    return values.contains(Objects.requireNonNullElse(dimension(dimension), ""));
  }

  /** As it is written to Elasticsearch. */
  IndexedDocument document() {
    ObjectNode source = JsonMapper.shared().createObjectNode();
    source.put("hour", hour.toString()).put("window_minutes", 60);
    dimensions.forEach(source::put);
    counts.forEach(source::put);
    durations.forEach((name, values) -> CallHour.durations(source, name, values));
    source.put("final", true).put("revision", 0).put("late_events", 0);
    source.put("updated_at", hour.toString());
    return new IndexedDocument(workload.hourly().indexAt(hour.toEpochMilli()), null, source);
  }
}
