/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.model.schema.WorkloadSchemas;
import io.tidemark.stack.StackException;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Model calls of a company: developers with coding agents, services with keys of their own, a few
 * failures, blocked calls, calls without usage, cache reads, fallbacks, and one call in a hundred
 * sent twice.
 */
final class ModelCallSample implements SampleKind {

  private static final String TOPIC = WorkloadSchemas.MODEL_CALLS.topic();
  private static final JsonFactory JSON = new JsonFactory();
  private static final long MINUTE_MILLIS = 60_000;
  private static final double TWICE = 0.01;

  /** The prices that gateways of developers report: 3 and 15 US dollars for a million tokens. */
  private static final long INPUT_COST_NANOS = 3_000;

  private static final long OUTPUT_COST_NANOS = 15_000;

  @Override
  public String name() {
    return "model-calls";
  }

  @Override
  public Stream<SampleEvent> createEvents(SamplePlan plan) {
    long first = plan.from().truncatedTo(ChronoUnit.MINUTES).toEpochMilli() / MINUTE_MILLIS;
    long last = plan.to().minusMillis(1).toEpochMilli() / MINUTE_MILLIS;
    return LongStream.rangeClosed(first, last)
        .boxed()
        .flatMap(minute -> createMinute(plan, minute).stream())
        .filter(event -> !event.time().isBefore(plan.from()) && event.time().isBefore(plan.to()));
  }

  private static List<SampleEvent> createMinute(SamplePlan plan, long minute) {
    Dice dice = new Dice(plan.seed(), minute);
    Instant begin = Instant.ofEpochMilli(minute * MINUTE_MILLIS);
    int count = dice.drawPoisson(plan.ratePerSecond() * 60 * Weekly.computeFactor(begin));
    List<SampleEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant time = begin.plusMillis(dice.pickBelow((int) MINUTE_MILLIS));
      SampleEvent event =
          new SampleEvent(TOPIC, time, createCall(dice.oneOf(plan.tenants()), time, dice));
      events.add(event);
      if (dice.drawChance(TWICE)) {
        events.add(event);
      }
    }
    events.sort(Comparator.comparing(SampleEvent::time));
    return events;
  }

  private static String createCall(String tenant, Instant time, Dice dice) {
    Caller caller = dice.pickSkewed(Caller.ALL);
    OfferedModel model =
        caller.coding() ? dice.pickSkewed(OfferedModel.CODING) : dice.pickSkewed(OfferedModel.ALL);
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("request_id", "req_" + dice.drawHex() + dice.drawHex());
      json.writeStringField("event_time", time.toString());
      json.writeStringField("tenant_id", tenant);
      writeCaller(json, caller, dice);
      writeModel(json, model);
      writeOutcome(json, caller, model, dice);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new StackException("cannot write JSON into memory", impossible);
    }
    return text.toString();
  }

  private static void writeCaller(JsonGenerator json, Caller caller, Dice dice) throws IOException {
    json.writeStringField("project_id", caller.project());
    json.writeStringField("user_id", caller.user());
    json.writeStringField("user_type", caller.service() ? "service_account" : "user");
    json.writeStringField(
        "api_key_id", caller.user() + "-key-" + (1 + dice.pickBelow(caller.keys())));
    json.writeStringField("user_agent", caller.userAgent());
    json.writeStringField(
        "client_ip", "10.20.%d.%d".formatted(dice.pickBelow(4), 1 + dice.pickBelow(250)));
    if (!caller.service() && dice.drawChance(0.01)) {
      json.writeStringField("channel", "playground");
    }
  }

  private static void writeModel(JsonGenerator json, OfferedModel model) throws IOException {
    json.writeStringField("model", model.name());
    json.writeStringField("model_source", model.custom() ? "custom" : "preset");
    json.writeStringField("provider", model.provider());
    json.writeStringField("operation", model.embeds() ? "embeddings" : "chat");
    json.writeStringField("endpoint", model.embeds() ? "/v1/embeddings" : "/v1/chat/completions");
    if (model.embeds() && !model.custom()) {
      json.writeStringField("service_tier", "batch");
    }
  }

  private static void writeOutcome(JsonGenerator json, Caller caller, OfferedModel model, Dice dice)
      throws IOException {
    Failure failure = Failure.drawFailure(dice);
    boolean blocked = failure == Failure.NONE && !model.embeds() && dice.drawChance(0.003);
    json.writeNumberField("status_code", failure.status());
    if (failure != Failure.NONE) {
      json.writeStringField("error_type", failure.type());
      json.writeNumberField("latency_ms", dice.logNormal(failure.medianLatency(), 0.6));
    } else {
      writeLatency(json, model, dice);
    }
    if (blocked) {
      json.writeBooleanField("blocked", true);
    }
    json.writeNumberField("attempts", dice.drawChance(0.02) ? 2 : 1);
    if (failure == Failure.NONE && !dice.drawChance(0.01)) {
      writeTokens(json, caller, model, dice);
    }
  }

  private static void writeLatency(JsonGenerator json, OfferedModel model, Dice dice)
      throws IOException {
    long first = dice.logNormal(model.medianLatency() * 0.2, 0.5);
    long rest = dice.logNormal(model.medianLatency() * 0.8, 0.7);
    json.writeNumberField("latency_ms", first + rest);
    if (!model.embeds()) {
      json.writeNumberField("time_to_first_token_ms", first);
    }
  }

  private static void writeTokens(JsonGenerator json, Caller caller, OfferedModel model, Dice dice)
      throws IOException {
    long input = dice.logNormal(caller.coding() ? 18_000 : 900, 0.9);
    json.writeNumberField("input_tokens", input);
    if (caller.coding()) {
      json.writeNumberField("cache_read_tokens", input * dice.pickBelow(95) / 100);
      long written = input * dice.pickBelow(5) / 100;
      json.writeNumberField("cache_write_tokens", written);
      json.writeNumberField("cache_write_1h_tokens", written / 2);
    }
    if (model.embeds()) {
      return;
    }
    long output = dice.logNormal(caller.coding() ? 420 : 260, 0.9);
    json.writeNumberField("output_tokens", output);
    if (caller.coding()) {
      long nanos = INPUT_COST_NANOS * input + OUTPUT_COST_NANOS * output;
      json.writeStringField("reported_cost", BigDecimal.valueOf(nanos, 9).toPlainString());
    }
    if (model.reasons()) {
      json.writeNumberField("reasoning_tokens", output * dice.pickBelow(70) / 100);
    }
  }
}
