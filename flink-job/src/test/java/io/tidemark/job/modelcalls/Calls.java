/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import io.tidemark.model.fingerprint.Fingerprint;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallRow;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Calls for tests. */
public final class Calls {

  public static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  public static final long MINUTE = Duration.ofMinutes(1).toMillis();
  public static final long HOUR = Duration.ofHours(1).toMillis();

  private Calls() {}

  /** A call of tenant acme that read ten tokens. */
  public static CallRow createRow(String request, String user, long eventTime) {
    return CallRow.of(call(request, user, eventTime, 10), new Fingerprint());
  }

  public static CallRow createRow(String request, String user, long eventTime, long inputTokens) {
    return CallRow.of(call(request, user, eventTime, inputTokens), new Fingerprint());
  }

  /** The bytes that cross the network for one call. */
  public static CallBatch batch(CallRow... calls) {
    CallBatch batch = new CallBatch();
    for (CallRow call : calls) {
      batch.add(call);
    }
    return batch;
  }

  /** The rows of some batches. */
  public static List<CallRow> rows(Iterable<CallBatch> batches) {
    List<CallRow> rows = new ArrayList<>();
    for (CallBatch batch : batches) {
      for (int at = 0; at < batch.length(); ) {
        CallRow row = new CallRow();
        at = batch.read(at, row);
        rows.add(row);
      }
    }
    return rows;
  }

  public static ModelCall call(String request, String user, long eventTime, long inputTokens) {
    ModelCall call = new ModelCall();
    call.text(CallText.TENANT_ID, "acme");
    call.text(CallText.USER_ID, user);
    call.text(CallText.MODEL, "gpt");
    call.text(CallText.REQUEST_ID, request);
    call.eventTime(eventTime);
    call.statusCode(200);
    call.count(CallCount.INPUT_TOKENS, inputTokens);
    call.count(CallCount.LATENCY_MS, 100 + inputTokens);
    return call;
  }
}
