/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.answers;

import java.util.List;
import java.util.StringJoiner;

/**
 * One final hourly figure as a line of text, the same whoever computed it: hour (RFC 3339),
 * dimensions and measures of {@link #COLUMNS}, with a bar between them and a dash for what is
 * unknown.
 */
public final class HourLine {

  /** The columns; names with a dot are members of an object of the hourly document. */
  public static final List<String> COLUMNS =
      List.of(
          "hour",
          "tenant_id",
          "project_id",
          "user_id",
          "user_type",
          "api_key_id",
          "provider",
          "model_source",
          "model",
          "endpoint",
          "operation",
          "client",
          "calls",
          "succeeded",
          "failed",
          "blocked",
          "calls_without_usage",
          "fallback_calls",
          "input_tokens",
          "output_tokens",
          "total_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "reasoning_tokens",
          "latency_ms.count",
          "latency_ms.sum",
          "latency_ms.min",
          "latency_ms.max",
          "time_to_first_token_ms.count",
          "time_to_first_token_ms.sum",
          "time_to_first_token_ms.min",
          "time_to_first_token_ms.max");

  private final StringJoiner line = new StringJoiner("|");

  /** Adds the next column; null is unknown. */
  public HourLine add(Object value) {
    line.add(value == null ? "-" : value.toString());
    return this;
  }

  @Override
  public String toString() {
    return line.toString();
  }
}
