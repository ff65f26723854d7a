/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Coding agents: each measurement once, by tenant, user and agent. Tokens and cost of metrics do
 * not count in an hour with logs of the same agent, and in the 24 hours after it.
 */
public final class AgentOracle implements Oracle {

  public static final List<String> DIMENSIONS =
      List.of("tenant_id", "user_id", "agent", "project_id", "model", "service_tier");

  private static final Map<String, String> MEASURES =
      Map.of("session", "sessions", "commit", "commits", "pull_request", "pull_requests");
  private static final Set<String> PARTS_OF_TOKENS = Set.of("input_tokens", "output_tokens");

  /** Metrics whose stored unit differs from the reported one: name, and decimal places. */
  private static final Map<String, Map.Entry<String, Integer>> SCALED =
      Map.of("cost_usd", Map.entry("cost_micros", 6), "active_seconds", Map.entry("active_ms", 3));

  private static final Set<String> TOKENS_AND_COST =
      Set.of(
          "tokens",
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "cost_usd");
  private static final int HOURS_WITHOUT_METRICS = 24;

  private final Set<String> seen = new HashSet<>();
  private final HourTable hours = new HourTable(DIMENSIONS, List.of("measurements"));
  private final Map<String, Sums> sums = new TreeMap<>();
  private final Set<String> hoursWithLogs = new HashSet<>();
  private final List<MetricTokens> metricTokens = new ArrayList<>();

  /** Tokens or cost of a metric, which count unless there are logs. */
  private record MetricTokens(Event event, Sums sums) {}

  /** Exact sums of one document. */
  private record Sums(
      Map<String, Object> hour, TreeSet<String> sessions, TreeMap<String, BigDecimal> values) {}

  @Override
  public void add(Event event) {
    Sums sum = addMeasurement(event);
    if (sum != null) {
      addValue(event, sum, new BigDecimal(event.json().path("value").asText()));
    }
  }

  /** Adds a measurement that was read from a log. */
  public void addFromLogs(Event event) {
    hoursWithLogs.add(sender(event, Event.hourOf(event.at())));
    add(event);
  }

  /** Adds a measurement that was read from a metric. */
  public void addFromMetrics(Event event) {
    if (!TOKENS_AND_COST.contains(event.text("metric"))) {
      add(event);
      return;
    }
    Sums sum = addMeasurement(event);
    if (sum != null) {
      metricTokens.add(new MetricTokens(event, sum));
    }
  }

  private Sums addMeasurement(Event event) {
    if (!seen.add(event.text("tenant_id") + "/" + event.text("measurement_id"))) {
      return null;
    }
    Map<String, Object> hour = hours.at(event.at(), event::text);
    FlatDocument.add(hour, "measurements", 1);
    String group =
        Event.hourOf(event.at()) + DIMENSIONS.stream().map(event::text).toList().toString();
    Sums sum = sums.computeIfAbsent(group, key -> new Sums(hour, new TreeSet<>(), new TreeMap<>()));
    sum.sessions().add(event.text("session_id"));
    return sum;
  }

  private static void addValue(Event event, Sums sum, BigDecimal value) {
    String metric = event.text("metric");
    sum.values().merge(MEASURES.getOrDefault(metric, metric), value, BigDecimal::add);
    if (PARTS_OF_TOKENS.contains(metric)) {
      sum.values().merge("tokens", value, BigDecimal::add);
    }
  }

  private boolean hasLogsBefore(Event event) {
    for (int i = 0; i <= HOURS_WITHOUT_METRICS; i++) {
      long hour = Event.hourOf(event.at()) - i * Event.HOUR;
      if (hoursWithLogs.contains(sender(event, hour))) {
        return true;
      }
    }
    return false;
  }

  private static String sender(Event event, long hour) {
    return List.of(event.text("tenant_id"), event.text("agent"), hour).toString();
  }

  @Override
  public Map<String, Map<String, Object>> hours() {
    for (MetricTokens tokens : metricTokens) {
      BigDecimal value = new BigDecimal(tokens.event().json().path("value").asText());
      boolean ignored = hasLogsBefore(tokens.event());
      addValue(tokens.event(), tokens.sums(), ignored ? BigDecimal.ZERO : value);
    }
    metricTokens.clear();
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
