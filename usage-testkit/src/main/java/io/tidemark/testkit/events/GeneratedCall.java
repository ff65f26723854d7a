/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

/**
 * One generated model call: the group that it belongs to, and the values that differ from call to
 * call. {@link CallGenerator} fills it again for the next call.
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

  /** Null for an id that is made of the request number. */
  String requestId;

  String errorType;
  String channel;
  String team;

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

  /** Gives the call to another tenant. */
  public void changeTenant(String tenant) {
    group = group.withTenant(tenant);
  }

  /** Gives the call an id of ASCII letters, digits and hyphens. */
  public void changeRequestId(String id) {
    requestId = id;
  }

  /** Makes the call one of the API that failed in the provider. */
  public void fail() {
    channel = null;
    blocked = false;
    statusCode = 500;
  }

  /** The call with the same id and other output tokens. */
  public GeneratedCall copyWithOutput(long tokens) {
    GeneratedCall copy = new GeneratedCall();
    copy.group = group;
    copy.requestNumber = requestNumber;
    copy.requestId = requestId;
    copy.eventTime = eventTime;
    copy.statusCode = statusCode;
    copy.blocked = blocked;
    copy.inputTokens = inputTokens;
    copy.cacheReadTokens = cacheReadTokens;
    copy.outputTokens = tokens;
    copy.reasoningTokens = reasoningTokens;
    copy.latencyMillis = latencyMillis;
    copy.timeToFirstTokenMillis = timeToFirstTokenMillis;
    copy.attempts = attempts;
    copy.clientAddress = clientAddress;
    copy.partition = partition;
    copy.errorType = errorType;
    copy.channel = channel;
    copy.team = team;
    return copy;
  }
}
