/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import static io.tidemark.model.codingagents.AgentMetric.ACTIVE_SECONDS;
import static io.tidemark.model.codingagents.AgentMetric.CACHE_READ_TOKENS;
import static io.tidemark.model.codingagents.AgentMetric.CACHE_WRITE_TOKENS;
import static io.tidemark.model.codingagents.AgentMetric.COMMIT;
import static io.tidemark.model.codingagents.AgentMetric.COST_USD;
import static io.tidemark.model.codingagents.AgentMetric.INPUT_TOKENS;
import static io.tidemark.model.codingagents.AgentMetric.LINES_ADDED;
import static io.tidemark.model.codingagents.AgentMetric.LINES_REMOVED;
import static io.tidemark.model.codingagents.AgentMetric.OUTPUT_TOKENS;
import static io.tidemark.model.codingagents.AgentMetric.PULL_REQUEST;
import static io.tidemark.model.codingagents.AgentMetric.SESSION;

import java.util.List;
import java.util.Map;

/**
 * The meaning of the metrics of Claude Code, Gemini CLI and Codex CLI. Claude Code counts the cache
 * apart from input, Gemini counts thoughts apart from output: both are added, so that input is all
 * that was read and output all that was written.
 */
final class AgentMetricTable {

  /** Stands for all types of a metric that is not split by type. */
  private static final String ANY = "";

  private static final Map<String, Map<String, List<AgentMetric>>> TABLE =
      Map.ofEntries(
          Map.entry("claude_code.session.count", always(SESSION)),
          Map.entry("claude_code.commit.count", always(COMMIT)),
          Map.entry("claude_code.pull_request.count", always(PULL_REQUEST)),
          Map.entry("claude_code.cost.usage", always(COST_USD)),
          Map.entry("claude_code.active_time.total", always(ACTIVE_SECONDS)),
          Map.entry("claude_code.lines_of_code.count", lines()),
          Map.entry(
              "claude_code.token.usage",
              Map.of(
                  "input", List.of(INPUT_TOKENS),
                  "output", List.of(OUTPUT_TOKENS),
                  "cacheRead", List.of(CACHE_READ_TOKENS, INPUT_TOKENS),
                  "cacheCreation", List.of(CACHE_WRITE_TOKENS, INPUT_TOKENS))),
          Map.entry("gemini_cli.session.count", always(SESSION)),
          Map.entry("gemini_cli.lines.changed", lines()),
          Map.entry(
              "gemini_cli.token.usage",
              Map.of(
                  "input", List.of(INPUT_TOKENS),
                  "tool", List.of(INPUT_TOKENS),
                  "output", List.of(OUTPUT_TOKENS),
                  "thought", List.of(OUTPUT_TOKENS),
                  "cache", List.of(CACHE_READ_TOKENS))),
          Map.entry("codex.thread.started", always(SESSION)),
          Map.entry(
              "codex.turn.token_usage",
              Map.of(
                  "input", List.of(INPUT_TOKENS),
                  // Both parts of the cache are inside the input.
                  "cached_input", List.of(CACHE_READ_TOKENS),
                  "cache_write_input", List.of(CACHE_WRITE_TOKENS),
                  "output", List.of(OUTPUT_TOKENS))));

  private static final Map<String, String> AGENTS =
      Map.of("claude_code", "claude-code", "gemini_cli", "gemini-cli", "codex", "codex-cli");

  private AgentMetricTable() {}

  static boolean knowsMetric(String name) {
    return TABLE.containsKey(name);
  }

  /** The measure that a point of a metric adds to; empty when its type is not counted. */
  static List<AgentMetric> findMetrics(String name, String type) {
    Map<String, List<AgentMetric>> types = TABLE.get(name);
    List<AgentMetric> ofAnyType = types.getOrDefault(ANY, List.of());
    return type == null ? ofAnyType : types.getOrDefault(type, ofAnyType);
  }

  /** The agent that reports a metric. */
  static String findAgent(String name) {
    return AGENTS.get(name.substring(0, name.indexOf('.')));
  }

  private static Map<String, List<AgentMetric>> always(AgentMetric metric) {
    return Map.of(ANY, List.of(metric));
  }

  private static Map<String, List<AgentMetric>> lines() {
    return Map.of("added", List.of(LINES_ADDED), "removed", List.of(LINES_REMOVED));
  }
}
