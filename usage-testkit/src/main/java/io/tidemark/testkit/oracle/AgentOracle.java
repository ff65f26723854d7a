/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Coding agents: each measurement once, by tenant, user and agent. */
public final class AgentOracle implements Oracle {

  public static final List<String> DIMENSIONS = List.of("tenant_id", "user_id", "agent");

  private static final Map<String, String> MEASURES =
      Map.of("session", "sessions", "commit", "commits", "pull_request", "pull_requests");
  private static final Set<String> PARTS_OF_TOKENS = Set.of("input_tokens", "output_tokens");

  /** Metrics whose stored unit differs from the reported one: name, and decimal places. */
  private static final Map<String, Map.Entry<String, Integer>> SCALED =
      Map.of("cost_usd", Map.entry("cost_micros", 6), "active_seconds", Map.entry("active_ms", 3));

  private final Set<String> seen = new HashSet<>();
  private final HourTable hours = new HourTable(DIMENSIONS, List.of("measurements"));
  private final Map<String, Sums> sums = new TreeMap<>();

  /** Exact sums of one document. */
  private record Sums(
      Map<String, Object> hour, TreeSet<String> sessions, TreeMap<String, BigDecimal> values) {}

  @Override
  public void add(Event event) {
    if (!seen.add(event.text("tenant_id") + "/" + event.text("measurement_id"))) {
      return;
    }
    Map<String, Object> hour = hours.at(event.at(), event::text);
    FlatDocument.add(hour, "measurements", 1);
    String group =
        Event.hourOf(event.at()) + DIMENSIONS.stream().map(event::text).toList().toString();
    Sums sum = sums.computeIfAbsent(group, key -> new Sums(hour, new TreeSet<>(), new TreeMap<>()));
    sum.sessions().add(event.text("session_id"));
    BigDecimal value = new BigDecimal(event.json().path("value").asText());
    String metric = event.text("metric");
    sum.values().merge(MEASURES.getOrDefault(metric, metric), value, BigDecimal::add);
    if (PARTS_OF_TOKENS.contains(metric)) {
      sum.values().merge("tokens", value, BigDecimal::add);
    }
  }

  @Override
  public Map<String, Map<String, Object>> hours() {
    for (Sums sum : sums.values()) {
      FlatDocument.putAll(sum.hour(), "session_ids", sum.sessions());
      sum.values().forEach((measure, value) -> put(sum.hour(), measure, value));
    }
    return hours.documents();
  }

  private static void put(Map<String, Object> hour, String measure, BigDecimal value) {
    Map.Entry<String, Integer> scaled = SCALED.getOrDefault(measure, Map.entry(measure, 0));
    hour.put(
        scaled.getKey(),
        value.movePointRight(scaled.getValue()).setScale(0, RoundingMode.HALF_UP).longValueExact());
  }
}
