/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Hours of coding agents: each measurement once, by tenant, user and agent. */
final class AgentOracle implements Oracle {

  static final List<String> DIMENSIONS = List.of("tenant_id", "user_id", "agent");

  private static final Map<String, String> MEASURES =
      Map.of("session", "sessions", "commit", "commits", "pull_request", "pull_requests");
  private static final Set<String> PARTS_OF_TOKENS =
      Set.of("input_tokens", "output_tokens", "tokens");

  private final Set<String> seen = new HashSet<>();
  private final OracleDocuments documents = new OracleDocuments();
  private final IdentityHashMap<Map<String, Object>, TreeSet<String>> sessions =
      new IdentityHashMap<>();
  private final IdentityHashMap<Map<String, Object>, TreeMap<String, BigDecimal>> sums =
      new IdentityHashMap<>();

  @Override
  public void add(SentEvent event) {
    if (!seen.add(event.text("tenant_id") + "/" + event.text("measurement_id"))) {
      return;
    }
    Map<String, Object> hour =
        documents.at(
            SentEvent.hourOf(event.at()),
            "tenant_id",
            event.text("tenant_id"),
            "user_id",
            event.text("user_id"),
            "agent",
            event.text("agent"));
    OracleDocuments.add(hour, "measurements", 1);
    sessions.computeIfAbsent(hour, key -> new TreeSet<>()).add(event.text("session_id"));
    BigDecimal value = new BigDecimal(event.json().path("value").asText());
    String metric = event.text("metric");
    TreeMap<String, BigDecimal> sum = sums.computeIfAbsent(hour, key -> new TreeMap<>());
    sum.merge(MEASURES.getOrDefault(metric, metric), value, BigDecimal::add);
    if (PARTS_OF_TOKENS.contains(metric) && !metric.equals("tokens")) {
      sum.merge("tokens", value, BigDecimal::add);
    }
  }

  @Override
  public Map<String, Map<String, Object>> documents() {
    for (Map<String, Object> hour : documents.all().values()) {
      hour.put("session_ids", List.copyOf(sessions.get(hour)));
      sums.get(hour)
          .forEach(
              (measure, sum) -> {
                if (measure.equals("cost_usd")) {
                  hour.put("cost_micros", sum.movePointRight(6).longValueExact());
                } else if (measure.equals("active_seconds")) {
                  hour.put("active_ms", sum.movePointRight(3).longValueExact());
                } else {
                  hour.put(measure, sum.setScale(0, RoundingMode.HALF_UP).longValueExact());
                }
              });
    }
    return documents.all();
  }
}
