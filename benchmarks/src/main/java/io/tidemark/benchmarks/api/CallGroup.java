/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.histogram.LatencyHistogram;
import io.tidemark.model.json.JsonWriter;
import io.tidemark.model.pricing.PriceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;

/** Calls of one user and model in one hour: as they came, and as one hourly document. */
record CallGroup(Instant hour, String user, String model, List<Call> calls) {

  private static final int USERS = 100;
  private static final int MODELS = 40;

  /** One call in fifty fails. */
  private static final int FAILS = 50;

  private record Call(Instant time, boolean fails, long input, long output, long latency) {}

  static CallGroup random(Random random, Instant hour, int many) {
    String user = "user-" + random.nextInt(USERS);
    String model = "model-" + random.nextInt(MODELS);
    List<Call> calls = new ArrayList<>(many);
    for (int i = 0; i < many; i++) {
      calls.add(
          new Call(
              hour.plusSeconds(3_600L * i / many),
              random.nextInt(FAILS) == 0,
              200L + random.nextInt(4_000),
              20L + random.nextInt(800),
              CallData.latency(random)));
    }
    return new CallGroup(hour, user, model, calls);
  }

  long failed() {
    return calls.stream().filter(Call::fails).count();
  }

  long inputTokens() {
    return calls.stream().mapToLong(Call::input).sum();
  }

  long outputTokens() {
    return calls.stream().mapToLong(Call::output).sum();
  }

  LongStream latencies() {
    return calls.stream().mapToLong(Call::latency);
  }

  /** The document that the job would write. */
  String hourly(String tenant) {
    return String.format(
        Locale.ROOT,
        "{\"hour\":\"%s\",\"window_minutes\":60,\"tenant_id\":\"%s\",\"user_id\":\"%s\","
            + "\"model\":\"%s\",\"model_source\":\"preset\",\"price_key\":\"%s\","
            + "\"calls\":%d,\"succeeded\":%d,"
            + "\"failed\":%d,\"blocked\":0,\"calls_without_usage\":0,\"fallback_calls\":0,"
            + "\"input_tokens\":%d,\"output_tokens\":%d,\"total_tokens\":%d,"
            + "\"status_codes\":{\"200\":%d,\"500\":%d},"
            + "%s,\"final\":true,"
            + "\"revision\":0,\"late_events\":0,\"updated_at\":\"%s\"}",
        hour,
        tenant,
        user,
        model,
        PriceKey.join(null, model, "preset", null, null),
        calls.size(),
        calls.size() - failed(),
        failed(),
        inputTokens(),
        outputTokens(),
        inputTokens() + outputTokens(),
        calls.size() - failed(),
        failed(),
        durations(),
        hour);
  }

  private String durations() {
    LatencyHistogram histogram = new LatencyHistogram();
    latencies().forEach(histogram::add);
    JsonWriter json = new JsonWriter();
    histogram.writeField("latency_ms", json);
    histogram.writeField("time_to_first_token_ms", json);
    return new String(json.finish(), UTF_8);
  }

  /** Its calls as a table of logs would have them. */
  List<String> raw(String tenant) {
    return calls.stream().map(call -> raw(tenant, call)).toList();
  }

  private String raw(String tenant, Call call) {
    return String.format(
        Locale.ROOT,
        "{\"event_time\":\"%s\",\"tenant_id\":\"%s\",\"user_id\":\"%s\",\"model\":\"%s\","
            + "\"outcome\":\"%s\",\"input_tokens\":%d,\"output_tokens\":%d,\"latency_ms\":%d,"
            + "\"time_to_first_token_ms\":%d}",
        call.time(),
        tenant,
        user,
        model,
        call.fails() ? "failed" : "succeeded",
        call.input(),
        call.output(),
        call.latency(),
        call.latency());
  }
}
