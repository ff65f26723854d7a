/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;

/** A model call as plain object, for peers: what their guides bind JSON to. */
public class PeerCall {

  static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
          .build();

  public String requestId;
  public String eventTime;
  public String tenantId;
  public String projectId;
  public String userId;
  public String userType;
  public String apiKeyId;
  public String provider;
  public String modelSource;
  public String model;
  public String endpoint;
  public String operation;
  public String channel;
  public String userAgent;
  public Integer statusCode;
  public String errorType;
  public Boolean blocked;
  public Long inputTokens;
  public Long outputTokens;
  public Long totalTokens;
  public Long cacheReadTokens;
  public Long cacheWriteTokens;
  public Long reasoningTokens;
  public Long latencyMs;
  public Long timeToFirstTokenMs;
  public Long attempts;

  private transient long millis;

  public PeerCall() {}

  /** Milliseconds since 1970; read once. */
  long time() {
    if (millis == 0) {
      millis = Instant.parse(eventTime).toEpochMilli();
    }
    return millis;
  }

  /** The identity for deduplication. */
  String id() {
    return tenantId + "|" + requestId;
  }

  @JsonIgnore
  boolean isCounted() {
    return !"playground".equals(channel);
  }

  /** The dimensions of the hourly document, as columns of a line after the hour. */
  String dimensions() {
    return String.join(
        "|",
        text(tenantId),
        text(projectId),
        text(userId),
        userType == null ? "user" : userType,
        text(apiKeyId),
        text(provider),
        modelSource == null ? "preset" : modelSource,
        text(model),
        text(endpoint),
        text(operation),
        client());
  }

  private static String text(String value) {
    return value == null ? "-" : value;
  }

  private String client() {
    if (userAgent == null) {
      return "-";
    }
    if (userAgent.startsWith("claude-cli") || userAgent.contains("claude-code")) {
      return "claude-code";
    }
    if (userAgent.startsWith("codex") || userAgent.startsWith("Codex")) {
      return "codex-cli";
    }
    if (userAgent.startsWith("Cursor")) {
      return "cursor";
    }
    if (userAgent.startsWith("GeminiCLI")) {
      return "gemini-cli";
    }
    if (userAgent.contains("OpenAI/")) {
      return "openai-sdk";
    }
    boolean anthropic = userAgent.startsWith("Anthropic") || userAgent.startsWith("AsyncAnthropic");
    return anthropic ? "anthropic-sdk" : "other";
  }
}
