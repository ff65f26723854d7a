/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.input;

/**
 * One generated model call: the group that it belongs to, and what differs from call to call.
 * Filled again for the next call.
 */
public final class GeneratedCall {

  /** The value of a count that the call does not report. */
  public static final long ABSENT = -1;

  CallGroup group;
  long requestNumber;
  long eventTime;
  int statusCode;
  boolean blocked;
  long inputTokens;
  long cacheReadTokens;
  long outputTokens;
  long reasoningTokens;
  long latencyMillis;
  long timeToFirstTokenMillis;
  int attempts;
  int clientAddress;
  int partition;

  /** The partition of the topic that the call is sent to. */
  public int partition() {
    return partition;
  }

  /** Milliseconds since 1970. */
  public long eventTime() {
    return eventTime;
  }

  /** The values that the call shares with others. */
  public CallGroup group() {
    return group;
  }

  public int statusCode() {
    return statusCode;
  }

  public boolean blocked() {
    return blocked;
  }

  /** Tokens; {@link #ABSENT} when they are not reported. */
  public long inputTokens() {
    return inputTokens;
  }

  public long cacheReadTokens() {
    return cacheReadTokens;
  }

  public long outputTokens() {
    return outputTokens;
  }

  public long reasoningTokens() {
    return reasoningTokens;
  }

  public long latencyMillis() {
    return latencyMillis;
  }

  /** Milliseconds; {@link #ABSENT} when the answer came in one piece. */
  public long timeToFirstTokenMillis() {
    return timeToFirstTokenMillis;
  }

  public int attempts() {
    return attempts;
  }
}
