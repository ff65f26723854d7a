/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.fingerprint.Fingerprint;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.rows.EventRow;

/**
 * What counting needs of a call, and nothing more: this is the row that crosses the network once
 * per event. Its identity is tenant and request id; its content tokens, status, outcome and model.
 */
public final class CallFacts extends EventRow {

  public Outcome outcome;
  public int statusCode;

  /** Whether the token counts contradict each other. */
  public boolean inconsistent;

  public long inputTokens;
  public long outputTokens;
  public long totalTokens;
  public long cacheReadTokens;
  public long cacheWriteTokens;
  public long reasoningTokens;
  public long latencyMillis;
  public long timeToFirstTokenMillis;
  public long attempts;

  /** The row of a call. */
  public static CallFacts of(ModelCall call, Fingerprint fingerprint) {
    CallFacts facts = new CallFacts();
    facts.take(call, fingerprint);
    return facts;
  }

  /** Makes this the row of a call; nothing of the call is kept. */
  public void take(ModelCall call, Fingerprint fingerprint) {
    eventTime = call.eventTime();
    outcome = call.outcome();
    statusCode = call.statusCode();
    inconsistent = call.inconsistent();
    inputTokens = call.count(CallCount.INPUT_TOKENS);
    outputTokens = call.count(CallCount.OUTPUT_TOKENS);
    totalTokens = call.totalTokens();
    cacheReadTokens = call.count(CallCount.CACHE_READ_TOKENS);
    cacheWriteTokens = call.count(CallCount.CACHE_WRITE_TOKENS);
    reasoningTokens = call.count(CallCount.REASONING_TOKENS);
    latencyMillis = call.count(CallCount.LATENCY_MS);
    timeToFirstTokenMillis = call.count(CallCount.TIME_TO_FIRST_TOKEN_MS);
    attempts = call.count(CallCount.ATTEMPTS);
    takeDimensions(call);
    identify(call, fingerprint);
  }

  /** The identity stands behind the dimensions for as long as it is needed. */
  private void identify(ModelCall call, Fingerprint fingerprint) {
    int tenant = call.length(CallText.TENANT_ID);
    int request = call.length(CallText.REQUEST_ID);
    int more = call.length(CallText.IDENTITY);
    int start = dimensionsLength;
    int at =
        DimensionKey.append(buffer, start, call.buffer(), call.offset(CallText.TENANT_ID), tenant);
    System.arraycopy(call.buffer(), call.offset(CallText.REQUEST_ID), buffer, at, request);
    at += request;
    if (more > 0) {
      buffer[at++] = 0;
      System.arraycopy(call.buffer(), call.offset(CallText.IDENTITY), buffer, at, more);
      at += more;
    }
    fingerprint.of(buffer, start, at - start);
    idHigh = fingerprint.high();
    idLow = fingerprint.low();
    content = content(call);
  }

  private short content(ModelCall call) {
    long mix = statusCode * 31L + outcome.code();
    mix = mix(mix, inputTokens);
    mix = mix(mix, outputTokens);
    mix = mix(mix, totalTokens);
    mix = mix(mix, cacheReadTokens);
    mix = mix(mix, cacheWriteTokens);
    mix = mix(mix, reasoningTokens);
    int end = call.offset(CallText.MODEL) + call.length(CallText.MODEL);
    for (int i = call.offset(CallText.MODEL); i < end; i++) {
      mix = mix * 31 + call.buffer()[i];
    }
    return (short) (mix(mix, UNKNOWN) >>> 48);
  }

  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }

  private void takeDimensions(ModelCall call) {
    int size = 0;
    for (CallText text : CallText.DIMENSIONS) {
      size += DimensionKey.size(call.length(text));
    }
    int identity =
        DimensionKey.size(call.length(CallText.TENANT_ID))
            + call.length(CallText.REQUEST_ID)
            + 1
            + call.length(CallText.IDENTITY);
    if (size + identity > buffer.length) {
      buffer = new byte[2 * (size + identity)];
    }
    int at = 0;
    for (CallText text : CallText.DIMENSIONS) {
      at = DimensionKey.append(buffer, at, call.buffer(), call.offset(text), call.length(text));
    }
    dimensionsStart = 0;
    dimensionsLength = size;
  }
}
