/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import io.tidemark.benchmarks.Scale;
import io.tidemark.model.index.IndexFamily;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;

/** Records of the last six days, of the tenant that is asked for. */
final class RecordData {

  private static final int MOST_RECORDS = 1_000_000;
  private static final long SPREAD_MILLIS = 6L * 24 * 3_600_000;

  /** With few calls: each day is an index more to make. */
  private static final long LITTLE_SPREAD_MILLIS = 20L * 3_600_000;

  private static final long SEED = 20260114;

  private final int many;
  private final long spreadMillis;

  RecordData(Scale scale) {
    many = (int) Math.min(MOST_RECORDS, scale.input().events());
    spreadMillis = many < MOST_RECORDS / 10 ? LITTLE_SPREAD_MILLIS : SPREAD_MILLIS;
  }

  int many() {
    return many;
  }

  /** Numbered from the newest on, as they come out again. */
  String id(int number) {
    return String.format(Locale.ROOT, "call-%09d", number);
  }

  void load(ServedApi api) throws IOException {
    Random random = new Random(SEED);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Bulk bulk = new Bulk(api);
    for (int i = 0; i < many; i++) {
      Instant time = now.minusMillis(spreadMillis * i / many);
      bulk.add(
          IndexFamily.MODEL_CALLS_RECORDS.indexAt(time.toEpochMilli()), record(random, time, i));
    }
    bulk.finish(IndexFamily.MODEL_CALLS_RECORDS.pattern());
  }

  private String record(Random random, Instant time, int number) {
    return String.format(
        Locale.ROOT,
        "{\"event_time\":\"%s\",\"tenant_id\":\"%s\",\"user_id\":\"user-%d\",\"model\":\"model-%d\","
            + "\"request_id\":\"%s\",\"outcome\":\"succeeded\",\"status_code\":200,"
            + "\"endpoint\":\"/v1/chat/completions\",\"input_tokens\":%d,\"output_tokens\":%d,"
            + "\"total_tokens\":%d,\"latency_ms\":%d}",
        time,
        ServedApi.TENANT,
        random.nextInt(1_000),
        random.nextInt(40),
        id(number),
        200 + number % 900,
        number % 300,
        200 + number % 900 + number % 300,
        CallData.latency(random));
  }
}
