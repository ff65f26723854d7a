/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidemark.model.intake.Excerpt;
import io.tidemark.model.intake.FieldRules;
import io.tidemark.model.intake.Part;
import io.tidemark.model.intake.UsageFormat;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonNumbers;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.modelcalls.ModelCall.Count;
import io.tidemark.model.modelcalls.ModelCall.Text;
import io.tidemark.model.otlp.OtlpAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * OTLP/JSON traces as a collector's Kafka exporter writes them: one record, many spans. Spans of
 * model calls under the GenAI conventions count, old attribute names included; spans of agents,
 * tools and everything else are passed over. The tenant is the configured attribute of the span or
 * its resource, else the default tenant, else {@code service.namespace}.
 */
final class OtelGenAiFormat extends ForeignFormat {

  private static final Set<String> INFERENCE =
      Set.of("chat", "generate_content", "text_completion", "embeddings");
  private static final Set<String> KNOWN =
      Set.of(
          "gen_ai.operation.name",
          "gen_ai.provider.name",
          "gen_ai.system",
          "gen_ai.request.model",
          "gen_ai.response.model",
          "gen_ai.response.id",
          "gen_ai.conversation.id",
          "gen_ai.response.time_to_first_chunk",
          "gen_ai.latency.time_to_first_token",
          "gen_ai.usage.input_tokens",
          "gen_ai.usage.prompt_tokens",
          "gen_ai.usage.output_tokens",
          "gen_ai.usage.completion_tokens",
          "gen_ai.usage.cache_read.input_tokens",
          "gen_ai.usage.cache_creation.input_tokens",
          "gen_ai.usage.cache_write.input_tokens",
          "gen_ai.usage.reasoning.output_tokens",
          "error.type",
          "http.response.status_code",
          "url.path",
          "server.address",
          "user.id",
          "enduser.id",
          "project.id",
          "api_key.id",
          "client.address",
          "user_agent.original",
          "service.name",
          "service.namespace",
          "deployment.environment.name");
  private static final List<String> TAGS =
      List.of(
          "service.name",
          "deployment.environment.name",
          "gen_ai.conversation.id",
          "gen_ai.response.id",
          "gen_ai.request.model",
          "server.address");

  private static final int RESOURCE_ATTRIBUTES = 0;
  private static final int SCOPE_SPANS = 1;
  private static final int TRACE_ID = 0;
  private static final int SPAN_ID = 1;
  private static final int START = 2;
  private static final int END = 3;
  private static final int ATTRIBUTES = 4;
  private static final int STATUS = 5;

  private static final JsonFields SPAN =
      JsonFields.of(
          List.of(
              "traceId",
              "spanId",
              "startTimeUnixNano",
              "endTimeUnixNano",
              "attributes",
              "status/code"));

  private final JsonSlots root = new JsonSlots(JsonFields.of(List.of("resourceSpans")));
  private final JsonSlots resource =
      new JsonSlots(JsonFields.of(List.of("resource/attributes", "scopeSpans")));
  private final JsonSlots scope = new JsonSlots(JsonFields.of(List.of("spans")));
  private final JsonSlots span = new JsonSlots(SPAN);
  private final OtlpAttributes reader = new OtlpAttributes(json);
  private final Set<String> wanted = new HashSet<>(KNOWN);
  private Map<String, String> ofResource = Map.of();
  private Map<String, String> ofSpan = Map.of();

  private final OtelSpanParts parts;

  OtelGenAiFormat(FormatOptions options) {
    super(options);
    wanted.add(options.tenantAttribute());
    parts = new OtelSpanParts(SPAN, wanted, options.tenantAttribute());
  }

  @Override
  Part part() {
    return parts.record();
  }

  @Override
  void copyItem(byte[] record, int start, int end, Excerpt excerpt) {
    if (parts.hasSpan()) {
      parts.copySpan(record, resource, RESOURCE_ATTRIBUTES, excerpt);
    } else {
      super.copyItem(record, start, end, excerpt);
    }
  }

  @Override
  void item(UsageFormat.Output<ModelCall> output) {
    parts.begin();
    root.read(json);
    if (!root.is(0, JsonType.ARRAY)) {
      output.reject("resourceSpans must be an array");
      return;
    }
    each(root.start(0), () -> resource(output));
  }

  private void resource(UsageFormat.Output<ModelCall> output) {
    resource.read(json);
    ofResource =
        resource.has(RESOURCE_ATTRIBUTES)
            ? reader.read(resource.start(RESOURCE_ATTRIBUTES), wanted)
            : Map.of();
    if (resource.is(SCOPE_SPANS, JsonType.ARRAY)) {
      each(resource.start(SCOPE_SPANS), () -> scope(output));
    }
  }

  private void scope(UsageFormat.Output<ModelCall> output) {
    scope.read(json);
    if (scope.is(0, JsonType.ARRAY)) {
      each(scope.start(0), () -> span(output));
    }
  }

  /** Runs {@code action} at the beginning of each object in an array. */
  private void each(int array, Runnable action) {
    json.moveTo(array);
    json.enterArray();
    while (json.nextElement()) {
      int element = json.position();
      json.skipValue();
      int next = json.position();
      if (json.buffer()[element] == '{') {
        json.moveTo(element);
        action.run();
      }
      json.continueAt(next);
    }
  }

  private void span(UsageFormat.Output<ModelCall> output) {
    begin();
    int start = json.position();
    span.read(json);
    parts.atSpan(start, json.position());
    ofSpan = span.has(ATTRIBUTES) ? reader.read(span.start(ATTRIBUTES), wanted) : Map.of();
    if (!isModelCall()) {
      return;
    }
    identity();
    times();
    outcome();
    who();
    tokens(Count.INPUT_TOKENS, "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens");
    tokens(Count.OUTPUT_TOKENS, "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens");
    tokens(Count.CACHE_READ_TOKENS, "gen_ai.usage.cache_read.input_tokens");
    tokens(
        Count.CACHE_WRITE_TOKENS,
        "gen_ai.usage.cache_creation.input_tokens",
        "gen_ai.usage.cache_write.input_tokens");
    tokens(Count.REASONING_TOKENS, "gen_ai.usage.reasoning.output_tokens");
    for (String name : TAGS) {
      tag(name, attribute(name));
    }
    finish(output);
  }

  /** Old instrumentations name no operation: a model with usage is a call then. */
  private boolean isModelCall() {
    String operation = ofSpan.get("gen_ai.operation.name");
    if (operation != null) {
      return INFERENCE.contains(operation);
    }
    return ofSpan.containsKey("gen_ai.usage.input_tokens")
        || ofSpan.containsKey("gen_ai.usage.prompt_tokens");
  }

  private void identity() {
    String trace = text(span, TRACE_ID);
    String id = text(span, SPAN_ID);
    if (trace != null && id != null && !trace.isEmpty() && !id.isEmpty()) {
      identifier(Text.REQUEST_ID, trace + "/" + id, "spanId");
    }
    identifier(Text.MODEL, ofSpan.get("gen_ai.response.model"), "gen_ai.response.model");
    identifier(Text.MODEL, ofSpan.get("gen_ai.request.model"), "gen_ai.request.model");
    identifier(Text.PROVIDER, ofSpan.get("gen_ai.provider.name"), "gen_ai.provider.name");
    identifier(Text.PROVIDER, ofSpan.get("gen_ai.system"), "gen_ai.system");
    identifier(Text.OPERATION, ofSpan.get("gen_ai.operation.name"), "gen_ai.operation.name");
    identifier(Text.ENDPOINT, ofSpan.get("url.path"), "url.path");
  }

  private void times() {
    long start = nanos(START);
    long end = nanos(END);
    call.eventTime(start);
    if (start != UNKNOWN && end >= start) {
      call.count(Count.LATENCY_MS, end - start);
    }
    String first = ofSpan.get("gen_ai.response.time_to_first_chunk");
    long millis =
        scaled(first == null ? ofSpan.get("gen_ai.latency.time_to_first_token") : first, 3);
    if (millis >= 0 && millis <= FieldRules.MAX_COUNT) {
      call.count(Count.TIME_TO_FIRST_TOKEN_MS, millis);
    }
  }

  /** Nanoseconds since 1970, text or number, in milliseconds; 0 means unknown in OTLP. */
  private long nanos(int slot) {
    long millis = span.has(slot) ? scaled(raw(span, slot), -6) : 0;
    return millis > 0 ? millis : UNKNOWN;
  }

  private void outcome() {
    String error = ofSpan.get("error.type");
    call.statusCode(StatusCodes.parse(ofSpan.get("http.response.status_code")));
    if (call.statusCode() == UNKNOWN) {
      call.statusCode(StatusCodes.parse(error));
    }
    context(Text.ERROR_TYPE, error);
    if (span.has(STATUS)) {
      String code = raw(span, STATUS);
      context(
          Text.ERROR_TYPE, "2".equals(code) || "STATUS_CODE_ERROR".equals(code) ? "error" : null);
    }
  }

  private void who() {
    String tenant = options.tenantAttribute();
    identifier(Text.TENANT_ID, attribute(tenant), tenant);
    identifier(Text.TENANT_ID, options.defaultTenant(), tenant);
    identifier(Text.TENANT_ID, attribute("service.namespace"), "service.namespace");
    identifier(Text.USER_ID, attribute("user.id"), "user.id");
    identifier(Text.USER_ID, attribute("enduser.id"), "enduser.id");
    identifier(Text.PROJECT_ID, attribute("project.id"), "project.id");
    identifier(Text.API_KEY_ID, attribute("api_key.id"), "api_key.id");
    context(Text.CLIENT_IP, attribute("client.address"));
    context(Text.USER_AGENT, attribute("user_agent.original"));
  }

  private void tokens(Count count, String name, String... oldNames) {
    String value = ofSpan.get(name);
    String given = name;
    for (int i = 0; value == null && i < oldNames.length; i++) {
      given = oldNames[i];
      value = ofSpan.get(given);
    }
    if (value == null) {
      return;
    }
    long tokens = scaled(value, 0);
    if (tokens < 0 || tokens > FieldRules.MAX_COUNT) {
      refuse(FieldRules.notACount(given));
    } else {
      call.count(count, tokens);
    }
  }

  private String attribute(String name) {
    String value = ofSpan.get(name);
    return value == null ? ofResource.get(name) : value;
  }

  /** A number in digits times a power of ten; negative when it is none. */
  private static long scaled(String digits, int power) {
    if (digits == null || !JsonNumbers.isNumber(digits)) {
      return UNKNOWN;
    }
    byte[] source = digits.getBytes(US_ASCII);
    return JsonNumbers.scaled(source, 0, source.length, power);
  }
}
