/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The log events of coding agents that report a call: which attributes identify it, and what they
 * add to. Claude Code counts the cache apart from its input, Gemini CLI thoughts apart from its
 * output: both are added, so that input is all that was read and output all that was written.
 */
enum AgentLog {
  CLAUDE_CODE(
      "claude_code.api_request",
      "claude-code",
      Map.of(
          AgentMetric.INPUT_TOKENS,
          List.of("input_tokens", "cache_read_tokens", "cache_creation_tokens"),
          AgentMetric.OUTPUT_TOKENS,
          List.of("output_tokens"),
          AgentMetric.CACHE_READ_TOKENS,
          List.of("cache_read_tokens"),
          AgentMetric.CACHE_WRITE_TOKENS,
          List.of("cache_creation_tokens"),
          AgentMetric.COST_USD,
          List.of("cost_usd"))),
  GEMINI_CLI(
      "gemini_cli.api_response",
      "gemini-cli",
      Map.of(
          AgentMetric.INPUT_TOKENS,
          List.of("input_token_count", "tool_token_count"),
          AgentMetric.OUTPUT_TOKENS,
          List.of("output_token_count", "thoughts_token_count"),
          AgentMetric.CACHE_READ_TOKENS,
          List.of("cached_content_token_count"))),
  CODEX_CLI(
      "codex.sse_event",
      "codex-cli",
      Map.of(
          AgentMetric.INPUT_TOKENS,
          List.of("input_token_count"),
          AgentMetric.OUTPUT_TOKENS,
          List.of("output_token_count"),
          AgentMetric.CACHE_READ_TOKENS,
          List.of("cached_token_count"),
          AgentMetric.CACHE_WRITE_TOKENS,
          List.of("cache_write_token_count")));

  private static final String COMPLETED = "response.completed";

  final String eventName;
  final String agent;

  @SuppressWarnings("ImmutableEnumChecker") // Never changed after construction.
  final Map<AgentMetric, List<String>> counts;

  AgentLog(String eventName, String agent, Map<AgentMetric, List<String>> counts) {
    this.eventName = eventName;
    this.agent = agent;
    this.counts = new EnumMap<>(counts);
  }

  /** All attributes that are read. */
  static List<String> attributes() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "event.name",
                "event.timestamp",
                "event.sequence",
                "event.kind",
                "session.id",
                "conversation.id",
                "prompt_id",
                "request_id",
                "model",
                "speed",
                "project.id",
                "user.id",
                "user.email",
                "user.account_uuid",
                "user.account_id",
                "organization.id",
                "service.name"));
    for (AgentLog log : values()) {
      log.counts.values().forEach(names::addAll);
    }
    return names.stream().distinct().toList();
  }

  /**
   * The event that a log record is, by its names; null if it is none of these.
   *
   * @param names the event name, the attribute {@code event.name} and the body, each may be null
   */
  static AgentLog find(List<String> names, Map<String, String> attributes) {
    for (AgentLog log : values()) {
      boolean named = names.contains(log.eventName);
      // Claude Code writes the name without its prefix into the attribute.
      String service = attributes.getOrDefault("service.name", "");
      boolean shortened =
          log == CLAUDE_CODE && service.startsWith("claude-code") && names.contains("api_request");
      if (named || shortened) {
        return log == CODEX_CLI && !isCompletedCall(attributes) ? null : log;
      }
    }
    return null;
  }

  /** Codex CLI writes two events when a response has completed; one of them has the tokens. */
  private static boolean isCompletedCall(Map<String, String> attributes) {
    return COMPLETED.equals(attributes.get("event.kind"))
        && CODEX_CLI.counts.values().stream()
            .flatMap(List::stream)
            .anyMatch(attributes::containsKey);
  }

  /**
   * The identity of the call, or null.
   *
   * @param time as the record has it
   */
  String createIdentity(Map<String, String> attributes, String time) {
    String session = attributes.get("session.id");
    return switch (this) {
      case CLAUDE_CODE ->
          attributes.containsKey("request_id")
              ? attributes.get("request_id")
              // A session that is resumed counts its events from 0 again.
              : join(session, attributes.get("event.sequence"), time);
      case GEMINI_CLI -> join(session, attributes.get("prompt_id"), time, attributes.get("model"));
      case CODEX_CLI ->
          join(
              attributes.get("conversation.id"),
              time,
              attributes.getOrDefault("input_token_count", "-"),
              attributes.getOrDefault("output_token_count", "-"),
              attributes.getOrDefault("cached_token_count", "-"));
    };
  }

  /** The attributes of the identity, for a message. */
  String identityNames() {
    return switch (this) {
      case CLAUDE_CODE -> "request_id";
      case GEMINI_CLI -> "session.id with prompt_id and model";
      case CODEX_CLI -> "conversation.id";
    };
  }

  private static String join(String... parts) {
    for (String part : parts) {
      if (part == null || part.isEmpty()) {
        return null;
      }
    }
    return String.join("/", parts);
  }
}
