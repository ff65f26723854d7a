/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import io.tidemark.benchmarks.Scale;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The API over data of its own: started by the first row that asks for it, and the same for those
 * that follow. What no row asks for is not written.
 */
public final class PreparedApi implements AutoCloseable {

  static final String NODE_HEAP = "2g";

  /** As {@code bin/tidemark up} gives it. */
  static final String API_HEAP = "320m";

  private ServedApi api;
  private CallData calls;
  private CallData.Expected expected;
  private RecordData records;
  private boolean raw;
  private boolean large;

  /** Over hourly and daily documents, at least. */
  ServedApi withHours(Scale scale, Path work) throws IOException {
    if (api == null) {
      api = ServedApi.start(work, NODE_HEAP, API_HEAP);
    }
    if (calls == null) {
      calls = new CallData(api, scale);
      expected = calls.loadHours();
    }
    calls.reportDays(true);
    return api;
  }

  /** As {@link CallData#LARGE_TENANT}, which has many hourly documents, and no days. */
  ServedApi withLargeTenant(Scale scale, Path work) throws IOException {
    withHours(scale, work);
    calls.reportDays(false);
    if (!large) {
      calls.loadLargeTenant();
      large = true;
    }
    return api.signedInAt(CallData.LARGE_TENANT);
  }

  /** Over hourly documents and raw calls of one tenant, at least. */
  ServedApi withRawCalls(Scale scale, Path work) throws IOException {
    withHours(scale, work);
    if (!raw) {
      calls.loadRaw();
      raw = true;
    }
    return api;
  }

  /** Over hourly documents and records of one tenant, at least. */
  ServedApi withRecords(Scale scale, Path work) throws IOException {
    withHours(scale, work);
    if (records == null) {
      records = new RecordData(scale);
      records.load(api);
    }
    return api;
  }

  CallData calls() {
    return calls;
  }

  CallData.Expected expected() {
    return expected;
  }

  RecordData records() {
    return records;
  }

  @Override
  public void close() {
    if (api != null) {
      api.close();
    }
  }
}
