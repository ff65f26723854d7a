/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.DataInput;
import java.io.IOException;

/** Adds model calls to the aggregate of their window. */
public final class CallAggregation {

  public static final AggregateLayout LAYOUT =
      AggregateLayout.createFor(WorkloadSchemas.MODEL_CALLS);

  private static final int CALLS = LAYOUT.findSum("calls");
  private static final int SUCCEEDED = LAYOUT.findSum("succeeded");
  private static final int FAILED = LAYOUT.findSum("failed");
  private static final int BLOCKED = LAYOUT.findSum("blocked");
  private static final int WITHOUT_USAGE = LAYOUT.findSum("calls_without_usage");
  private static final int FALLBACK = LAYOUT.findSum("fallback_calls");
  private static final int INCONSISTENT = LAYOUT.findSum("inconsistent_calls");
  private static final int INPUT_TOKENS = LAYOUT.findSum("input_tokens");
  private static final int OUTPUT_TOKENS = LAYOUT.findSum("output_tokens");
  private static final int TOTAL_TOKENS = LAYOUT.findSum("total_tokens");
  private static final int CACHE_READ_TOKENS = LAYOUT.findSum("cache_read_tokens");
  private static final int CACHE_WRITE_TOKENS = LAYOUT.findSum("cache_write_tokens");
  private static final int REASONING_TOKENS = LAYOUT.findSum("reasoning_tokens");
  private static final int LATENCY = LAYOUT.findHistogram("latency_ms");
  private static final int TIME_TO_FIRST_TOKEN = LAYOUT.findHistogram("time_to_first_token_ms");
  private static final int STATUS_CODES = 0;

  /** In {@link #readEarlier}: stands before the fields, where older state begins with a count. */
  private static final long WITH_INCONSISTENT = -2;

  private static final int[] EARLIER_COUNTS = {SUCCEEDED, FAILED, BLOCKED, WITHOUT_USAGE, FALLBACK};
  private static final int[] EARLIER_TOKENS = {
    INPUT_TOKENS,
    OUTPUT_TOKENS,
    TOTAL_TOKENS,
    CACHE_READ_TOKENS,
    CACHE_WRITE_TOKENS,
    REASONING_TOKENS
  };

  private CallAggregation() {}

  /** Adds one call. */
  public static void add(CallFacts call, Aggregate target) {
    target.addEvents(1);
    target.add(CALLS, 1);
    switch (call.outcome) {
      case SUCCEEDED -> target.add(SUCCEEDED, 1);
      case FAILED -> target.add(FAILED, 1);
      case BLOCKED -> target.add(BLOCKED, 1);
    }
    if (call.totalTokens == UNKNOWN) {
      target.add(WITHOUT_USAGE, 1);
    }
    if (call.attempts > 1) {
      target.add(FALLBACK, 1);
    }
    if (call.inconsistent) {
      target.add(INCONSISTENT, 1);
    }
    addTokens(call, target);
    if (call.statusCode != UNKNOWN) {
      target.addCode(STATUS_CODES, call.statusCode, 1);
    }
    target.addDuration(LATENCY, call.latencyMillis);
    target.addDuration(TIME_TO_FIRST_TOKEN, call.timeToFirstTokenMillis);
  }

  /** Reads what builds up to 0.1.0 wrote. */
  public static void readEarlier(DataInput in, Aggregate target) throws IOException {
    long first = in.readLong();
    target.add(INCONSISTENT, first == WITH_INCONSISTENT ? in.readLong() : 0);
    long calls = first == WITH_INCONSISTENT ? in.readLong() : first;
    target.addEarlierEvents(calls);
    target.add(CALLS, calls);
    for (int count : EARLIER_COUNTS) {
      target.add(count, in.readLong());
    }
    for (int tokens : EARLIER_TOKENS) {
      addKnown(tokens, in.readLong(), target);
    }
    for (int codes = in.readShort(); codes > 0; codes--) {
      target.addCode(STATUS_CODES, in.readShort(), in.readLong());
    }
    target.readDurations(LATENCY, in);
    target.readDurations(TIME_TO_FIRST_TOKEN, in);
  }

  private static void addTokens(CallFacts call, Aggregate target) {
    addKnown(INPUT_TOKENS, call.inputTokens, target);
    addKnown(OUTPUT_TOKENS, call.outputTokens, target);
    addKnown(TOTAL_TOKENS, call.totalTokens, target);
    addKnown(CACHE_READ_TOKENS, call.cacheReadTokens, target);
    addKnown(CACHE_WRITE_TOKENS, call.cacheWriteTokens, target);
    addKnown(REASONING_TOKENS, call.reasoningTokens, target);
  }

  private static void addKnown(int sum, long value, Aggregate target) {
    if (value != UNKNOWN) {
      target.add(sum, value);
    }
  }
}
