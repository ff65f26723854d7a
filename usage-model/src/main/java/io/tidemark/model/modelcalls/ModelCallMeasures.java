/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.histogram.LatencyHistogram;
import io.tidemark.model.hourly.HourlyMeasures;
import io.tidemark.model.hourly.Sums;
import io.tidemark.model.json.JsonWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The figures of model calls of one group in one hour. */
public final class ModelCallMeasures implements HourlyMeasures<ModelCallMeasures> {

  private static final String[] TOKEN_FIELDS = {
    "input_tokens",
    "output_tokens",
    "total_tokens",
    "cache_read_tokens",
    "cache_write_tokens",
    "reasoning_tokens"
  };
  private static final int TOTAL = 2;

  /** Stands before the fields; state without it, which begins with a count, is of format 1. */
  private static final long FORMAT_2 = -2;

  private final long[] tokens = new long[TOKEN_FIELDS.length];
  private final LatencyHistogram latency = new LatencyHistogram();
  private final LatencyHistogram timeToFirstToken = new LatencyHistogram();
  private long calls;
  private long succeeded;
  private long failed;
  private long blocked;
  private long withoutUsage;
  private long fallback;
  private long inconsistent;
  private short[] statusCodes = new short[0];
  private long[] statusCounts = new long[0];

  public ModelCallMeasures() {
    Arrays.fill(tokens, UNKNOWN);
  }

  /** Adds one call. */
  public void add(CallFacts call) {
    calls++;
    switch (call.outcome) {
      case SUCCEEDED -> succeeded++;
      case FAILED -> failed++;
      case BLOCKED -> blocked++;
    }
    if (call.totalTokens == UNKNOWN) {
      withoutUsage++;
    }
    if (call.attempts > 1) {
      fallback++;
    }
    if (call.inconsistent) {
      inconsistent++;
    }
    addTokens(0, call.inputTokens);
    addTokens(1, call.outputTokens);
    addTokens(TOTAL, call.totalTokens);
    addTokens(3, call.cacheReadTokens);
    addTokens(4, call.cacheWriteTokens);
    addTokens(5, call.reasoningTokens);
    if (call.statusCode != UNKNOWN) {
      addStatus((short) call.statusCode, 1);
    }
    latency.add(call.latencyMillis);
    timeToFirstToken.add(call.timeToFirstTokenMillis);
  }

  @Override
  public void add(ModelCallMeasures other) {
    calls += other.calls;
    succeeded += other.succeeded;
    failed += other.failed;
    blocked += other.blocked;
    withoutUsage += other.withoutUsage;
    fallback += other.fallback;
    inconsistent += other.inconsistent;
    for (int i = 0; i < tokens.length; i++) {
      addTokens(i, other.tokens[i]);
    }
    for (int i = 0; i < other.statusCodes.length; i++) {
      addStatus(other.statusCodes[i], other.statusCounts[i]);
    }
    latency.add(other.latency);
    timeToFirstToken.add(other.timeToFirstToken);
  }

  @Override
  public long events() {
    return calls;
  }

  @Override
  public void writeFields(JsonWriter json) {
    json.field("calls", calls);
    json.field("succeeded", succeeded);
    json.field("failed", failed);
    json.field("blocked", blocked);
    json.field("calls_without_usage", withoutUsage);
    json.field("fallback_calls", fallback);
    json.field("inconsistent_calls", inconsistent);
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] != UNKNOWN) {
        json.field(TOKEN_FIELDS[i], tokens[i]);
      }
    }
    writeStatusCodes(json);
    latency.writeField("latency_ms", json);
    timeToFirstToken.writeField("time_to_first_token_ms", json);
  }

  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeLong(FORMAT_2);
    out.writeLong(inconsistent);
    out.writeLong(calls);
    out.writeLong(succeeded);
    out.writeLong(failed);
    out.writeLong(blocked);
    out.writeLong(withoutUsage);
    out.writeLong(fallback);
    for (long sum : tokens) {
      out.writeLong(sum);
    }
    out.writeShort(statusCodes.length);
    for (int i = 0; i < statusCodes.length; i++) {
      out.writeShort(statusCodes[i]);
      out.writeLong(statusCounts[i]);
    }
    latency.writeTo(out);
    timeToFirstToken.writeTo(out);
  }

  @Override
  public void readFrom(DataInput in) throws IOException {
    long first = in.readLong();
    inconsistent = first == FORMAT_2 ? in.readLong() : 0;
    calls = first == FORMAT_2 ? in.readLong() : first;
    succeeded = in.readLong();
    failed = in.readLong();
    blocked = in.readLong();
    withoutUsage = in.readLong();
    fallback = in.readLong();
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = in.readLong();
    }
    int codes = in.readShort();
    statusCodes = new short[codes];
    statusCounts = new long[codes];
    for (int i = 0; i < codes; i++) {
      statusCodes[i] = in.readShort();
      statusCounts[i] = in.readLong();
    }
    latency.readFrom(in);
    timeToFirstToken.readFrom(in);
  }

  private void addTokens(int field, long more) {
    if (more != UNKNOWN) {
      tokens[field] = Sums.add(Math.max(tokens[field], 0), more);
    }
  }

  private void addStatus(short code, long more) {
    int at = Arrays.binarySearch(statusCodes, code);
    if (at >= 0) {
      statusCounts[at] += more;
      return;
    }
    at = -at - 1;
    int length = statusCodes.length;
    statusCodes = Arrays.copyOf(statusCodes, length + 1);
    statusCounts = Arrays.copyOf(statusCounts, length + 1);
    System.arraycopy(statusCodes, at, statusCodes, at + 1, length - at);
    System.arraycopy(statusCounts, at, statusCounts, at + 1, length - at);
    statusCodes[at] = code;
    statusCounts[at] = more;
  }

  private void writeStatusCodes(JsonWriter json) {
    if (statusCodes.length == 0) {
      return;
    }
    json.beginObject("status_codes");
    for (int i = 0; i < statusCodes.length; i++) {
      json.field(Short.toString(statusCodes[i]), statusCounts[i]);
    }
    json.endObject();
  }
}
