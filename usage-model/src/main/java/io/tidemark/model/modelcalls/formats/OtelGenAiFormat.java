/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.otlp.OtlpAttributes;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.schema.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * OTLP/JSON traces as a collector's Kafka exporter writes them: one record, many spans. Spans of
 * model calls count, under whatever convention ({@link SpanAttribute}); spans of agents and tools
 * are passed over, and so are those that repeat a call below them ({@link RepeatedSpans}).
 *
 * <p>The tenant is the configured attribute of the span or its resource, else the default tenant,
 * else {@code service.namespace}. A call without a model has the default model, else the name of
 * its service.
 */
final class OtelGenAiFormat extends ForeignFormat {

  private static final List<SpanAttribute> TAGS =
      List.of(
          SpanAttribute.SERVICE,
          SpanAttribute.ENVIRONMENT,
          SpanAttribute.CONVERSATION_ID,
          SpanAttribute.RESPONSE_ID,
          SpanAttribute.REQUEST_MODEL,
          SpanAttribute.SERVER);

  /** The service name that SDKs send when none is set. */
  private static final String UNKNOWN_SERVICE = "unknown_service";

  private static final JsonFields SPAN_FIELDS =
      JsonFields.of(
          List.of(
              "traceId",
              "spanId",
              "parentSpanId",
              "startTimeUnixNano",
              "endTimeUnixNano",
              "attributes",
              "status/code"));

  private static final int RESOURCE_ATTRIBUTES = 0;
  private static final int SCOPE_SPANS = 1;
  static final int TRACE_ID = 0;
  static final int SPAN_ID = 1;
  static final int PARENT_ID = 2;
  static final int START = 3;
  static final int END = 4;
  private static final int ATTRIBUTES = 5;
  static final int STATUS = 6;

  private final JsonSlots root = new JsonSlots(JsonFields.of(List.of("resourceSpans")));
  private final JsonSlots resource =
      new JsonSlots(JsonFields.of(List.of("resource/attributes", "scopeSpans")));
  private final JsonSlots scope = new JsonSlots(JsonFields.of(List.of("spans")));
  private final JsonSlots span = new JsonSlots(SPAN_FIELDS);
  private final OtlpAttributes reader = new OtlpAttributes(json);
  private final JsonReader details = new JsonReader();
  private final Set<String> wanted = new HashSet<>(SpanAttribute.allNames());
  private final RequiredFields required;
  private final List<CallSpan> found = new ArrayList<>();
  private Map<String, String> ofResource = Map.of();
  private RepeatedSpans repeated = new RepeatedSpans();

  private final OtelSpanParts parts;

  OtelGenAiFormat(FormatOptions options) {
    super(options, List.of("resourceSpans", "scopeSpans", "spans"));
    wanted.add(options.tenantAttribute());
    required =
        new RequiredFields(
            Map.of(
                "request_id",
                "spanId",
                "event_time",
                "startTimeUnixNano",
                "tenant_id",
                options.tenantAttribute(),
                "model",
                "gen_ai.request.model"));
    parts = new OtelSpanParts(SPAN_FIELDS, wanted, options.tenantAttribute());
  }

  @Override
  RequiredFields required() {
    return required;
  }

  @Override
  Part part() {
    return parts.record();
  }

  @Override
  void copyItem(byte[] source, int start, int end, Excerpt excerpt) {
    if (parts.hasSpan()) {
      parts.copySpan(source, excerpt);
    } else {
      super.copyItem(source, start, end, excerpt);
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
    found.clear();
    repeated = new RepeatedSpans();
    forEachItem(root.start(0), output, () -> readResource(output));
    for (CallSpan call : found) {
      if (!repeated.isRepeated(call)) {
        begin();
        parts.atSpan(call);
        fill(call);
        finish(output);
      }
    }
  }

  private void readResource(UsageFormat.Output<ModelCall> output) {
    resource.read(json);
    parts.atResource(resource, RESOURCE_ATTRIBUTES);
    ofResource =
        resource.has(RESOURCE_ATTRIBUTES)
            ? reader.read(resource.start(RESOURCE_ATTRIBUTES), wanted)
            : Map.of();
    if (resource.is(SCOPE_SPANS, JsonType.ARRAY)) {
      forEachItem(resource.start(SCOPE_SPANS), output, () -> readScope(output));
    }
  }

  private void readScope(UsageFormat.Output<ModelCall> output) {
    scope.read(json);
    if (scope.is(0, JsonType.ARRAY)) {
      forEachItem(scope.start(0), output, this::collectSpan);
    }
  }

  /** Runs {@code action} at the beginning of each object in an array. */
  private void forEachItem(int array, UsageFormat.Output<ModelCall> output, Runnable action) {
    json.moveTo(array);
    json.enterArray();
    while (json.nextElement()) {
      int element = json.position();
      json.skipValue();
      int next = json.position();
      String damage = items.failureAt(element);
      if (damage != null) {
        parts.atDamage(element, next);
        output.reject(damage);
      } else if (json.buffer()[element] == '{') {
        json.moveTo(element);
        action.run();
      }
      json.continueAt(next);
    }
  }

  private void collectSpan() {
    int start = json.position();
    span.read(json);
    int end = json.position();
    Map<String, String> own =
        span.has(ATTRIBUTES) ? reader.read(span.start(ATTRIBUTES), wanted) : Map.of();
    addUsageDetails(own);
    CallSpan read = new CallSpan(span, own, ofResource);
    boolean isCall = read.isModelCall();
    repeated.add(read, isCall);
    if (isCall) {
      found.add(read);
      parts.add(read, start, end);
    }
  }

  /** Makes attributes of the members of an object that an attribute holds as text. */
  private void addUsageDetails(Map<String, String> own) {
    for (String name : SpanAttribute.USAGE_DETAILS.names()) {
      String text = own.get(name);
      if (text == null) {
        continue;
      }
      details.open(text.getBytes(UTF_8));
      if (!details.enterObject()) {
        continue;
      }
      while (details.nextField()) {
        String member = name + "." + details.text();
        boolean number = details.readValue() && details.type() == JsonType.INTEGER;
        if (number && wanted.contains(member)) {
          own.put(member, Long.toString(details.integer()));
        }
      }
    }
  }

  private void fill(CallSpan read) {
    fillIdentity(read);
    fillTimes(read);
    fillOutcome(read);
    fillCaller(read);
    fillTokens(CallCount.INPUT_TOKENS, read, SpanAttribute.INPUT_TOKENS);
    fillTokens(CallCount.OUTPUT_TOKENS, read, SpanAttribute.OUTPUT_TOKENS);
    fillTokens(CallCount.TOTAL_TOKENS, read, SpanAttribute.TOTAL_TOKENS);
    fillTokens(CallCount.CACHE_READ_TOKENS, read, SpanAttribute.CACHE_READ_TOKENS);
    fillTokens(CallCount.CACHE_WRITE_TOKENS, read, SpanAttribute.CACHE_WRITE_TOKENS);
    fillTokens(CallCount.CACHE_WRITE_1H_TOKENS, read, SpanAttribute.CACHE_WRITE_1H_TOKENS);
    fillTokens(CallCount.REASONING_TOKENS, read, SpanAttribute.REASONING_TOKENS);
    cacheOutside = read.isCacheOutside();
    fillTokens(CallUnits.named("searches"), read, SpanAttribute.SEARCHES);
    context(CallText.SERVICE_TIER, read.own(SpanAttribute.SERVICE_TIER));
    reportedCost(read.own(SpanAttribute.REPORTED_COST), "USD");
    for (SpanAttribute tag : TAGS) {
      tag(tag.names().get(0), read.value(tag));
    }
  }

  private void fillIdentity(CallSpan read) {
    String trace = read.traceId;
    String id = read.spanId;
    if (trace != null && id != null && !trace.isEmpty() && !id.isEmpty()) {
      identifier(CallText.REQUEST_ID, trace + "/" + id, "spanId");
    }
    fill(CallText.MODEL, read, SpanAttribute.RESPONSE_MODEL);
    fill(CallText.MODEL, read, SpanAttribute.REQUEST_MODEL);
    identifier(CallText.MODEL, options.defaultModel(), "gen_ai.request.model");
    String service = read.value(SpanAttribute.SERVICE);
    if (service != null && !service.startsWith(UNKNOWN_SERVICE)) {
      identifier(CallText.MODEL, service, "service.name");
    }
    context(CallText.REQUEST_MODEL, read.value(SpanAttribute.REQUEST_MODEL));
    fill(CallText.PROVIDER, read, SpanAttribute.PROVIDER);
    fill(CallText.OPERATION, read, SpanAttribute.OPERATION);
    fill(CallText.ENDPOINT, read, SpanAttribute.URL_PATH);
  }

  private void fillTimes(CallSpan read) {
    long start = CallSpan.millis(read.start);
    long end = CallSpan.millis(read.end);
    call.eventTime(start);
    if (start != UNKNOWN && end >= start) {
      latency(end - start);
    }
    long millis = CallSpan.scaled(read.own(SpanAttribute.TIME_TO_FIRST_TOKEN), 3);
    if (millis >= 0 && millis <= Limits.MAX_COUNT) {
      call.count(CallCount.TIME_TO_FIRST_TOKEN_MS, millis);
    }
  }

  private void fillOutcome(CallSpan read) {
    String error = read.own(SpanAttribute.ERROR_TYPE);
    call.statusCode(StatusCodes.parseCode(read.own(SpanAttribute.STATUS_CODE)));
    if (call.statusCode() == UNKNOWN) {
      call.statusCode(StatusCodes.parseCode(error));
    }
    context(CallText.ERROR_TYPE, error);
    String code = read.status;
    context(
        CallText.ERROR_TYPE, "2".equals(code) || "STATUS_CODE_ERROR".equals(code) ? "error" : null);
  }

  private void fillCaller(CallSpan read) {
    String tenant = options.tenantAttribute();
    identifier(CallText.TENANT_ID, read.value(tenant), tenant);
    identifier(CallText.TENANT_ID, options.defaultTenant(), tenant);
    fill(CallText.TENANT_ID, read, SpanAttribute.SERVICE_NAMESPACE);
    fill(CallText.USER_ID, read, SpanAttribute.USER);
    fill(CallText.PROJECT_ID, read, SpanAttribute.PROJECT);
    fill(CallText.API_KEY_ID, read, SpanAttribute.API_KEY);
    context(CallText.CLIENT_IP, read.value(SpanAttribute.CLIENT_ADDRESS));
    context(CallText.USER_AGENT, read.value(SpanAttribute.USER_AGENT));
  }

  private void fill(CallText text, CallSpan read, SpanAttribute attribute) {
    identifier(text, read.value(attribute), attribute.names().get(0));
  }

  private void fillTokens(CallCount count, CallSpan read, SpanAttribute attribute) {
    if (read.own(attribute) == null) {
      return;
    }
    long tokens = read.tokens(attribute);
    if (tokens < 0 || tokens > Limits.MAX_COUNT) {
      refuse(FieldRules.notACount(read.nameOf(attribute)));
    } else {
      call.count(count, tokens);
    }
  }
}
