/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

/**
 * Whether a measurement repeats tokens or cost that its agent reports in another signal too. Codes
 * cross the network and must not change.
 */
public enum TokenSignal {
  /** Counts as it is: activity, native events, and everything where one signal was chosen. */
  ALONE(0),
  /** Tokens or cost of a log. */
  LOGS(1),
  /** Tokens or cost of a metric: ignored where the agent sends logs. */
  METRICS(2);

  private static final TokenSignal[] SIGNALS = values();

  private final byte code;

  TokenSignal(int code) {
    this.code = (byte) code;
  }

  public byte code() {
    return code;
  }

  /** The signal with this code. */
  public static TokenSignal ofCode(byte code) {
    return SIGNALS[code];
  }
}
