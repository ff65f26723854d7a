/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static io.tidemark.job.ExpectedFigures.HOUR;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Measurements of coding agents as lines, and what must come of them. */
final class AgentHistory {

  private static final int MEASUREMENTS = 400;
  private static final List<String> METRICS =
      List.of("lines_added", "lines_removed", "input_tokens", "output_tokens");

  final List<String> lines = new ArrayList<>();
  private final IdentityHashMap<Map<String, Object>, Set<String>> sessions =
      new IdentityHashMap<>();

  /** Measurements of five hours from {@code begin} on. */
  AgentHistory(long begin, Random random, ExpectedFigures figures) {
    for (int i = 0; i < MEASUREMENTS; i++) {
      measure("m" + i, begin + random.nextInt((int) (5 * HOUR)), random, figures);
    }
    sessions.forEach((hour, ids) -> hour.put("session_ids", quoted(ids)));
  }

  private void measure(String id, long time, Random random, ExpectedFigures figures) {
    String user = "user-" + random.nextInt(3);
    String agent = random.nextBoolean() ? "claude-code" : "gemini-cli";
    String session = "s" + random.nextInt(6);
    String metric = METRICS.get(random.nextInt(METRICS.size()));
    int value = random.nextInt(500);
    lines.add(
        """
        {"tenant_id":"acme","measurement_id":"%s","event_time":%d,"user_id":"%s","agent":"%s",\
        "session_id":"%s","metric":"%s","value":%d}"""
            .formatted(id, time, user, agent, session, metric, value));
    Map<String, Object> hour =
        figures.at(
            "coding-agents-hourly", time, "tenant_id", "acme", "user_id", user, "agent", agent);
    ExpectedFigures.add(hour, "measurements", 1);
    ExpectedFigures.add(hour, metric, value);
    if (metric.endsWith("_tokens")) {
      ExpectedFigures.add(hour, "tokens", value);
    }
    sessions.computeIfAbsent(hour, key -> new TreeSet<>()).add(session);
  }

  private static String quoted(Set<String> ids) {
    return "[\"" + String.join("\",\"", ids) + "\"]";
  }
}
