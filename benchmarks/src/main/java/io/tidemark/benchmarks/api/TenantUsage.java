/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.hourly.DailyDocument;
import io.tidemark.model.hourly.DayZone;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.HourlyDocument;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.hourly.Publication;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.json.JsonWriter;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Model calls of one large tenant over the last 30 UTC days: the documents of its hours and of the
 * days that are over, as the job writes them.
 */
final class TenantUsage {

  private static final int DAYS = 30;

  /** With few documents: each day is an index more to make. */
  private static final int FEW_DAYS = 2;

  private static final int FEW_DOCUMENTS = 10_000;
  private static final int USERS = 500;
  private static final int MODELS = 40;
  private static final int GROUPS = USERS * MODELS;

  /** Has no factor in common with the number of groups. */
  private static final int STRIDE = 7_919;

  private static final int CALLS = 40;
  private static final int BINS = 12;
  private static final long SEED = 20260112;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private static final AggregateLayout LAYOUT =
      AggregateLayout.createFor(WorkloadSchemas.MODEL_CALLS);
  private static final HourlyFamily HOURS = HourlyFamily.MODEL_CALLS;
  private static final DailyDocument DAILY =
      DailyDocument.ofSchema(WorkloadSchemas.MODEL_CALLS, DayZone.UTC);

  private final ServedApi api;
  private final Instant first;
  private final Instant end;
  private final int perHour;
  private long written;

  /**
   * Usage until now.
   *
   * @param documents of hours, about
   */
  TenantUsage(ServedApi api, long documents) {
    this.api = api;
    Instant now = Instant.now();
    end = now.truncatedTo(ChronoUnit.HOURS);
    first =
        now.truncatedTo(ChronoUnit.DAYS)
            .minus((documents < FEW_DOCUMENTS ? FEW_DAYS : DAYS) - 1, ChronoUnit.DAYS);
    perHour =
        (int) Math.max(1, Math.min(GROUPS, documents / Duration.between(first, end).toHours()));
  }

  /** The end of the newest final hour. */
  Instant finalThrough() {
    return end;
  }

  /** Takes the measures of one combination of dimensions in one hour. */
  private interface Taker {
    void take(long hour, int group, Aggregate measures) throws IOException;
  }

  /** Writes the documents of hours; returns how many. */
  long loadHours() throws IOException {
    written = 0;
    Bulk bulk = new Bulk(api);
    generate(
        (hour, group, measures) -> {
          written++;
          byte[] document =
              HourlyDocument.write(
                  HOURS, key(group), measures, publication(hour, 60), new JsonWriter());
          bulk.add(HOURS.index().indexAt(hour), new String(document, UTF_8));
        });
    bulk.finish(IndexFamily.MODEL_CALLS_HOURLY.pattern());
    // All hours are final, and no day is complete yet: answers come from hours.
    JobProgress.write(api, end, end.plus(1, ChronoUnit.DAYS));
    return written;
  }

  /** Writes the documents of days and the job's progress; returns how many days. */
  long loadDays() throws IOException {
    written = 0;
    Bulk bulk = new Bulk(api);
    Map<Integer, Aggregate> day = new HashMap<>();
    long[] start = {first.toEpochMilli()};
    generate(
        (hour, group, measures) -> {
          if (DayZone.UTC.startOf(hour) != start[0]) {
            writeDay(bulk, start[0], day);
            start[0] = DayZone.UTC.startOf(hour);
            day.clear();
          }
          day.computeIfAbsent(group, key -> new Aggregate(LAYOUT)).add(measures);
        });
    if (DayZone.UTC.endOf(start[0]) <= end.toEpochMilli()) {
      writeDay(bulk, start[0], day);
    }
    bulk.finish(IndexFamily.MODEL_CALLS_DAILY.pattern());
    JobProgress.write(api, end, first);
    return written;
  }

  private void writeDay(Bulk bulk, long start, Map<Integer, Aggregate> day) throws IOException {
    for (Map.Entry<Integer, Aggregate> group : day.entrySet()) {
      written++;
      byte[] document =
          DAILY.write(
              key(group.getKey()), group.getValue(), publication(start, 1_440), new JsonWriter());
      bulk.add(DAILY.indexAt(start), new String(document, UTF_8));
    }
  }

  /** The same seed makes the same usage. */
  private void generate(Taker taker) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (long hour = first.toEpochMilli(); hour < end.toEpochMilli(); hour += HOUR) {
      int offset = random.nextInt(GROUPS);
      for (int i = 0; i < perHour; i++) {
        taker.take(hour, (offset + i * STRIDE) % GROUPS, createMeasures(random));
      }
    }
  }

  private static Aggregate createMeasures(SplittableRandom random) {
    Aggregate measures = new Aggregate(LAYOUT);
    int failed = random.nextInt(3);
    long input = 2_000L + random.nextInt(40_000);
    long output = 200L + random.nextInt(8_000);
    measures.addEvents(CALLS);
    measures.add(LAYOUT.findSum("calls"), CALLS);
    measures.add(LAYOUT.findSum("succeeded"), CALLS - failed);
    measures.add(LAYOUT.findSum("failed"), failed);
    measures.add(LAYOUT.findSum("input_tokens"), input);
    measures.add(LAYOUT.findSum("output_tokens"), output);
    measures.add(LAYOUT.findSum("total_tokens"), input + output);
    measures.addCode(0, 200, CALLS - failed);
    if (failed > 0) {
      measures.addCode(0, 500, failed);
    }
    for (int i = 0; i < CALLS; i++) {
      long millis = (long) (200 * Math.pow(1.25, random.nextInt(BINS)));
      measures.addDuration(LAYOUT.findHistogram("latency_ms"), millis);
      measures.addDuration(LAYOUT.findHistogram("time_to_first_token_ms"), millis / 2);
    }
    return measures;
  }

  private static byte[] key(int group) {
    List<String> names = WorkloadSchemas.MODEL_CALLS.dimensionNames();
    String[] values = new String[names.size()];
    values[names.indexOf("tenant_id")] = ServedApi.TENANT;
    values[names.indexOf("user_id")] = "user-" + group / MODELS;
    values[names.indexOf("api_key_id")] = "key-" + group / MODELS;
    values[names.indexOf("model")] = "model-" + group % MODELS;
    values[names.indexOf("model_source")] = "preset";
    values[names.indexOf("provider")] = "vllm";
    return DimensionKey.of(values);
  }

  private static Publication publication(long start, int minutes) {
    return new Publication(start, minutes, true, 0, 0, start);
  }
}
