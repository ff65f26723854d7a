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
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Model calls of one large tenant as documents of its hours and of the days that are over, as the
 * job writes them.
 */
final class TenantUsage {

  private static final AggregateLayout LAYOUT =
      AggregateLayout.createFor(WorkloadSchemas.MODEL_CALLS);
  private static final int CALLS = LAYOUT.findSum("calls");
  private static final int SUCCEEDED = LAYOUT.findSum("succeeded");
  private static final int FAILED = LAYOUT.findSum("failed");
  private static final int INPUT_TOKENS = LAYOUT.findSum("input_tokens");
  private static final int OUTPUT_TOKENS = LAYOUT.findSum("output_tokens");
  private static final int TOTAL_TOKENS = LAYOUT.findSum("total_tokens");
  private static final int LATENCY = LAYOUT.findHistogram("latency_ms");
  private static final int FIRST_TOKEN = LAYOUT.findHistogram("time_to_first_token_ms");
  private static final int PROMPT = LAYOUT.findHistogram("input_tokens_per_call");
  private static final HourlyFamily HOURS = HourlyFamily.MODEL_CALLS;
  private static final DailyDocument DAILY =
      DailyDocument.ofSchema(WorkloadSchemas.MODEL_CALLS, DayZone.UTC);

  private final ServedApi api;
  private final TenantCalls calls;
  private long written;

  TenantUsage(ServedApi api, TenantCalls calls) {
    this.api = api;
    this.calls = calls;
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
                  HOURS, createKey(group), measures, createPublication(hour, 60), new JsonWriter());
          bulk.add(HOURS.index().indexAt(hour), new String(document, UTF_8));
        });
    bulk.finish(IndexFamily.MODEL_CALLS_HOURLY.pattern());
    // All hours are final, and no day is complete yet: answers come from hours.
    JobProgress.write(api, calls.end(), calls.end().plus(1, ChronoUnit.DAYS));
    return written;
  }

  /** Writes the documents of days and the job's progress; returns how many days. */
  long loadDays() throws IOException {
    written = 0;
    Bulk bulk = new Bulk(api);
    Map<Integer, Aggregate> day = new HashMap<>();
    long[] start = {calls.first().toEpochMilli()};
    generate(
        (hour, group, measures) -> {
          if (DayZone.UTC.startOf(hour) != start[0]) {
            writeDay(bulk, start[0], day);
            start[0] = DayZone.UTC.startOf(hour);
            day.clear();
          }
          day.computeIfAbsent(group, key -> new Aggregate(LAYOUT)).add(measures);
        });
    if (DayZone.UTC.endOf(start[0]) <= calls.end().toEpochMilli()) {
      writeDay(bulk, start[0], day);
    }
    bulk.finish(IndexFamily.MODEL_CALLS_DAILY.pattern());
    JobProgress.write(api, calls.end(), calls.first());
    return written;
  }

  private void writeDay(Bulk bulk, long start, Map<Integer, Aggregate> day) throws IOException {
    for (Map.Entry<Integer, Aggregate> group : day.entrySet()) {
      written++;
      byte[] document =
          DAILY.write(
              createKey(group.getKey()),
              group.getValue(),
              createPublication(start, 1_440),
              new JsonWriter());
      bulk.add(DAILY.indexAt(start), new String(document, UTF_8));
    }
  }

  private void generate(Taker taker) throws IOException {
    for (int hour = 0; hour < calls.hours(); hour++) {
      for (int place = 0; place < calls.groupsInHour(); place++) {
        taker.take(calls.startOf(hour), calls.group(hour, place), createMeasures(hour, place));
      }
    }
  }

  private Aggregate createMeasures(int hour, int place) {
    Aggregate measures = new Aggregate(LAYOUT);
    measures.addEvents(TenantCalls.PER_DOCUMENT);
    for (int i = 0; i < TenantCalls.PER_DOCUMENT; i++) {
      TenantCalls.Call call = calls.call(hour, place, i);
      measures.add(CALLS, 1);
      measures.add(call.failed() ? FAILED : SUCCEEDED, 1);
      measures.addCode(0, call.failed() ? 500 : 200, 1);
      measures.add(INPUT_TOKENS, call.inputTokens());
      measures.add(OUTPUT_TOKENS, call.outputTokens());
      measures.add(TOTAL_TOKENS, call.inputTokens() + call.outputTokens());
      measures.addDuration(LATENCY, call.latency());
      measures.addDuration(FIRST_TOKEN, call.timeToFirstToken());
      measures.addDuration(PROMPT, call.inputTokens());
    }
    return measures;
  }

  private static byte[] createKey(int group) {
    List<String> names = WorkloadSchemas.MODEL_CALLS.dimensionNames();
    String[] values = new String[names.size()];
    values[names.indexOf("tenant_id")] = ServedApi.TENANT;
    values[names.indexOf("user_id")] = "user-" + TenantCalls.userOf(group);
    values[names.indexOf("api_key_id")] = "key-" + TenantCalls.userOf(group);
    values[names.indexOf("model")] = "model-" + TenantCalls.modelOf(group);
    values[names.indexOf("model_source")] = "preset";
    values[names.indexOf("provider")] = "vllm";
    return DimensionKey.of(values);
  }

  private static Publication createPublication(long start, int minutes) {
    return new Publication(start, minutes, true, 0, 0, start);
  }
}
