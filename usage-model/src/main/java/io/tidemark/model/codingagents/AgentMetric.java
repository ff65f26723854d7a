/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

/**
 * A metric of a coding agent. Codes are part of checkpoints and must never change.
 *
 * <p>Only {@code input_tokens}, {@code output_tokens}, {@code cache_read_tokens} and {@code
 * cache_write_tokens} are distinguished by kind; {@code tokens} is the sum that the agent itself
 * reports when it knows no kinds. Input holds all that was read, cache included.
 */
public enum AgentMetric {
  SESSION(1, 0, "sessions"),
  COMMIT(2, 0, "commits"),
  PULL_REQUEST(3, 0, "pull_requests"),
  LINES_ADDED(4, 0, "lines_added"),
  LINES_REMOVED(5, 0, "lines_removed"),
  /** Tokens of no known kind. */
  TOKENS(6, 0, "tokens"),
  INPUT_TOKENS(7, 0, "input_tokens"),
  OUTPUT_TOKENS(8, 0, "output_tokens"),
  CACHE_READ_TOKENS(9, 0, "cache_read_tokens"),
  CACHE_WRITE_TOKENS(10, 0, "cache_write_tokens"),
  ACTIVE_SECONDS(11, 3, "active_ms"),
  COST_USD(12, 6, "cost_micros");

  private static final AgentMetric[] METRICS = values();

  private final byte code;
  private final int decimals;
  private final String field;

  AgentMetric(int code, int decimals, String field) {
    this.code = (byte) code;
    this.decimals = decimals;
    this.field = field;
  }

  public byte code() {
    return code;
  }

  /** Decimal places that are kept: values are whole numbers of 10 to the minus this. */
  public int decimals() {
    return decimals;
  }

  /** The field of documents that sums it, in units of the metric. */
  public String field() {
    return field;
  }

  /** Whether agents report it per request, in logs as well as in metrics. */
  public boolean isTokensOrCost() {
    return switch (this) {
      case TOKENS, INPUT_TOKENS, OUTPUT_TOKENS, CACHE_READ_TOKENS, CACHE_WRITE_TOKENS, COST_USD ->
          true;
      default -> false;
    };
  }

  /** The metric with this code. */
  public static AgentMetric ofCode(byte code) {
    return METRICS[code - 1];
  }
}
