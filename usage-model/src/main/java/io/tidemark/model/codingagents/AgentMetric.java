/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

/**
 * What a coding agent measures. Codes are part of checkpoints and must never change.
 *
 * <p>Only {@code input_tokens}, {@code output_tokens}, {@code cache_read_tokens} and {@code
 * cache_write_tokens} are told by kind; {@code tokens} is the sum that the agent itself reports
 * when it knows no kinds. Input holds all that was read, cache included.
 */
public enum AgentMetric {
  SESSION(1, 0),
  COMMIT(2, 0),
  PULL_REQUEST(3, 0),
  LINES_ADDED(4, 0),
  LINES_REMOVED(5, 0),
  /** Tokens of no known kind. */
  TOKENS(6, 0),
  INPUT_TOKENS(7, 0),
  OUTPUT_TOKENS(8, 0),
  CACHE_READ_TOKENS(9, 0),
  CACHE_WRITE_TOKENS(10, 0),
  ACTIVE_SECONDS(11, 3),
  COST_USD(12, 6);

  private static final AgentMetric[] METRICS = values();

  private final byte code;
  private final int decimals;

  AgentMetric(int code, int decimals) {
    this.code = (byte) code;
    this.decimals = decimals;
  }

  public byte code() {
    return code;
  }

  /** Decimal places that are kept: values are whole numbers of 10 to the minus this. */
  public int decimals() {
    return decimals;
  }

  /** The metric with this code. */
  public static AgentMetric ofCode(byte code) {
    return METRICS[code - 1];
  }
}
