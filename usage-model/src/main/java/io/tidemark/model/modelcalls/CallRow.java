/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.fingerprint.Fingerprint;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.rows.EventRow;
import io.tidemark.model.schema.Measure;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.function.IntPredicate;

/**
 * The part of a call that counting needs, and nothing more: this is the row that crosses the
 * network once per event. Its identity is tenant and request id; its content tokens, status,
 * outcome and model.
 */
public final class CallRow extends EventRow {

  /** How many counts a row has. */
  public static final int COUNTS = CallCount.listAll().size();

  /** Token counts of the first version, which are part of the content known or not. */
  private static final int[] FIRST_TOKENS = findTokens(since -> since == 1);

  /** Those of later versions, which do not change the content of a call that lacks them. */
  private static final int[] LATER_TOKENS = findTokens(since -> since > 1);

  public Outcome outcome;
  public int statusCode;

  /** Whether the token counts contradict each other. */
  public boolean inconsistent;

  /** Whether the call reported a cost in another currency than the job adds up. */
  public boolean otherCurrency;

  /** Each {@link CallCount} at its index; the total also where only its parts were reported. */
  public final long[] counts = new long[COUNTS];

  public long count(CallCount count) {
    return counts[count.index()];
  }

  public void count(CallCount count, long value) {
    counts[count.index()] = value;
  }

  /** The row of a call. */
  public static CallRow of(ModelCall call, Fingerprint fingerprint) {
    CallRow row = new CallRow();
    row.take(call, fingerprint);
    return row;
  }

  /** Makes this the row of a call; nothing of the call is kept. */
  public void take(ModelCall call, Fingerprint fingerprint) {
    eventTime = call.eventTime();
    outcome = call.outcome();
    statusCode = call.statusCode();
    inconsistent = call.inconsistent();
    otherCurrency = call.otherCurrency();
    call.copyCounts(counts);
    counts[CallCount.TOTAL_TOKENS.index()] = call.totalTokens();
    if (otherCurrency) {
      counts[CallCount.REPORTED_COST_NANOS.index()] = UNKNOWN;
    }
    takeDimensions(call);
    identify(call, fingerprint);
  }

  /** The identity follows the dimensions for as long as it is needed. */
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
    for (int tokens : FIRST_TOKENS) {
      mix = mix(mix, counts[tokens]);
    }
    for (int tokens : LATER_TOKENS) {
      if (counts[tokens] != UNKNOWN) {
        mix = mix(mix, counts[tokens]);
      }
    }
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
    int known = CallText.DIMENSIONS.length;
    while (known > CallText.FIRST_DIMENSIONS && !call.has(CallText.DIMENSIONS[known - 1])) {
      known--; // As DimensionKey.ofGroup does.
    }
    int size = 0;
    for (int i = 0; i < known; i++) {
      size += DimensionKey.size(call.length(CallText.DIMENSIONS[i]));
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
    for (int i = 0; i < known; i++) {
      CallText text = CallText.DIMENSIONS[i];
      at = DimensionKey.append(buffer, at, call.buffer(), call.offset(text), call.length(text));
    }
    dimensionsStart = 0;
    dimensionsLength = size;
  }

  private static int[] findTokens(IntPredicate since) {
    return WorkloadSchemas.MODEL_CALLS.measuresOf(Measure.Kind.SUM).stream()
        .filter(measure -> since.test(measure.since()))
        .mapToInt(measure -> CallCount.named(measure.name()).index())
        .toArray();
  }
}
