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

  /** As in the input of the job: two keys, with one or two models each. */
  private static final int MODELS_OF_USER = 3;

  /** One call in fifty fails. */
  private static final int FAILS = 50;

  private record Call(Instant time, boolean fails, long input, long output, long latency) {}

  static CallGroup random(Random random, Instant hour, int many) {
    int number = random.nextInt(USERS);
    String user = "user-" + number;
    String model = "model-" + (number * MODELS_OF_USER + random.nextInt(MODELS_OF_USER)) % MODELS;
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

  /** The calls of a day of the same user and model. */
  static CallGroup ofDay(Instant day, List<CallGroup> groups) {
    List<Call> calls = groups.stream().flatMap(group -> group.calls.stream()).toList();
    return new CallGroup(day, groups.get(0).user, groups.get(0).model, calls);
  }

  /** The document that the job would write for an hour. */
  String hourly(String tenant) {
    return document("{\"hour\":\"" + hour + "\",\"window_minutes\":60", tenant);
  }

  /** The same for a UTC day. */
  String daily(String tenant) {
    return document(
        "{\"day\":\"" + hour + "\",\"day_zone\":\"UTC\",\"window_minutes\":1440", tenant);
  }

  private String document(String window, String tenant) {
    return String.format(
        Locale.ROOT,
        "%s,\"tenant_id\":\"%s\",\"user_id\":\"%s\","
            + "\"model\":\"%s\",\"model_source\":\"preset\",\"price_key\":\"%s\","
            + "\"calls\":%d,\"succeeded\":%d,"
            + "\"failed\":%d,\"blocked\":0,\"calls_without_usage\":0,\"fallback_calls\":0,"
            + "\"input_tokens\":%d,\"output_tokens\":%d,\"total_tokens\":%d,"
            + "\"status_codes\":{\"200\":%d,\"500\":%d},"
            + "%s,\"final\":true,"
            + "\"revision\":0,\"late_events\":0,\"updated_at\":\"%s\"}",
        window,
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
