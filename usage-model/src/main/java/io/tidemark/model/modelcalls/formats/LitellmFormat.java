/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.json.EmbeddedJson;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonNumbers;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.schema.Limits;
import java.util.List;
import java.util.Map;

/**
 * LiteLLM's {@code StandardLoggingPayload} or rows of its table {@code LiteLLM_SpendLogs}, one or
 * an array of them. The organisation of the key is the tenant, else the default tenant, else the
 * team; the team is the project; the hash of the key is the key. A failed call may share the id of
 * the answer that replaced it, so failure is part of its identity. The model that answered counts;
 * the alias that was asked for becomes a tag.
 */
final class LitellmFormat extends ForeignFormat {

  static final String META = "metadata/";
  private static final String USAGE = "metadata/usage_object/";
  private static final String MORE_USAGE = "metadata/additional_usage_values/";
  private static final String CREATION_DETAILS =
      "prompt_tokens_details/cache_creation_token_details/";
  private static final String CURRENCY = "USD";
  private static final RequiredFields REQUIRED =
      new RequiredFields(
          Map.of(
              "request_id",
              "id",
              "event_time",
              "startTime",
              "tenant_id",
              META + "user_api_key_org_id"));
  private static final RequiredFields REQUIRED_OF_ROW =
      new RequiredFields(Map.of("event_time", "startTime", "tenant_id", "organization_id"));

  private static final List<String> PATHS =
      List.of(
          "id",
          "request_id",
          "status",
          "startTime",
          "endTime",
          "completionStartTime",
          "request_duration_ms",
          "stream",
          "model",
          "model_group",
          "model_id",
          "custom_llm_provider",
          "call_type",
          "prompt_tokens",
          "completion_tokens",
          "total_tokens",
          "status_fields/guardrail_status",
          "error_information/error_code",
          "error_information/error_class",
          "requester_ip_address",
          "user_agent",
          "end_user",
          "trace_id",
          "litellm_call_id",
          "session_id",
          "api_base",
          "api_key",
          "organization_id",
          "team_id",
          "user",
          META + "status",
          META + "error_information/error_code",
          META + "error_information/error_class",
          META + "user_api_key",
          META + "user_api_key_hash",
          META + "user_api_key_alias",
          META + "user_api_key_org_id",
          META + "user_api_key_team_id",
          META + "user_api_key_team_alias",
          META + "user_api_key_user_id",
          META + "user_api_key_request_route",
          META + "requester_ip_address",
          META + "user_agent",
          USAGE + "input_tokens",
          USAGE + "prompt_tokens",
          USAGE + "cache_read_input_tokens",
          USAGE + "cache_creation_input_tokens",
          USAGE + "prompt_tokens_details/cached_tokens",
          USAGE + "prompt_tokens_details/cache_write_tokens",
          USAGE + "prompt_tokens_details/cache_creation_tokens",
          USAGE + "completion_tokens_details/reasoning_tokens",
          USAGE + "output_tokens_details/reasoning_tokens",
          MORE_USAGE + "cache_read_input_tokens",
          MORE_USAGE + "cache_creation_input_tokens",
          "response_cost",
          "spend",
          "model_parameters/service_tier",
          USAGE + "service_tier",
          USAGE + "cache_creation/ephemeral_1h_input_tokens",
          USAGE + CREATION_DETAILS + "ephemeral_1h_input_tokens",
          USAGE + "prompt_tokens_details/web_search_requests",
          USAGE + "server_tool_use/web_search_requests",
          USAGE + "seconds",
          LitellmRequestTags.FIELD);

  static final List<String> TAGS =
      List.of(
          "model_group",
          "model_id",
          "end_user",
          "trace_id",
          "litellm_call_id",
          "session_id",
          "api_base");

  private static final long METADATA = bitsOf(META);

  private final EmbeddedJson embedded = new EmbeddedJson();
  private final LitellmRequestTags requestTags = new LitellmRequestTags();
  private final JsonReader unfolded = new JsonReader();
  private static final JsonFields FIELDS = JsonFields.of(PATHS);

  /** Details of the Responses API, which few items have. They do not fit into the other slots. */
  private static final List<String> INPUT_DETAILS =
      List.of(
          USAGE + "input_tokens_details/cached_tokens",
          USAGE + "input_tokens_details/cache_write_tokens");

  private static final List<CallCount> OF_INPUT_DETAILS =
      List.of(CallCount.CACHE_READ_TOKENS, CallCount.CACHE_WRITE_TOKENS);

  private static final JsonFields DETAIL_FIELDS = JsonFields.of(INPUT_DETAILS);
  private static final Part PART = new LitellmParts(FIELDS, DETAIL_FIELDS).part();

  private final JsonSlots slots = new JsonSlots(FIELDS);
  private final JsonSlots details = new JsonSlots(DETAIL_FIELDS);

  LitellmFormat(FormatOptions options) {
    super(options);
  }

  @Override
  RequiredFields required() {
    return slots.has(findSlot("request_id")) ? REQUIRED_OF_ROW : REQUIRED;
  }

  @Override
  Part part() {
    return PART;
  }

  @Override
  void item(UsageFormat.Output<ModelCall> output) {
    read();
    boolean failed =
        "failure".equals(text(slots, findSlot("status")))
            || "failure".equals(text(slots, findSlot(META + "status")));
    readIdentity(failed);
    readTimes();
    readCaller();
    if (failed) {
      readFailure();
    }
    call.blocked(
        "guardrail_intervened".equals(text(slots, findSlot("status_fields/guardrail_status"))));
    readTokens(failed);
    readCost();
    for (String name : TAGS) {
      tag(name, slots, findSlot(name));
    }
    tag("user_api_key_alias", slots, findSlot(META + "user_api_key_alias"));
    tag("user_api_key_team_alias", slots, findSlot(META + "user_api_key_team_alias"));
    requestTags.read(slots, findSlot(LitellmRequestTags.FIELD), this::tag);
    finish(output);
  }

  /** Reads the item; metadata that is the text of a JSON column is read as what it says. */
  private void read() {
    int start = json.position();
    json.skipValue();
    int end = json.position();
    json.moveTo(start);
    slots.read(json);
    details.clear();
    if ((slots.present() & METADATA) != 0) {
      if (hasInputDetails()) {
        json.moveTo(start);
        details.read(json);
      }
      return;
    }
    byte[] row = embedded.unfoldMember(items.source(), start, end, "metadata");
    if (row != null) {
      unfolded.open(row);
      slots.read(unfolded);
      if (hasInputDetails()) {
        unfolded.open(row);
        details.read(unfolded);
      }
    }
  }

  private boolean hasInputDetails() {
    return slots.has(findSlot(USAGE + "input_tokens"))
        && !slots.has(findSlot(USAGE + "prompt_tokens"));
  }

  /** A response cache answers other calls with an id again; LiteLLM's own id differs then. */
  private void readIdentity(boolean failed) {
    int slot = findSlot("id");
    String id = text(slots, slot);
    if (id == null || id.isEmpty()) {
      slot = findSlot("request_id");
      id = text(slots, slot);
    }
    if (id != null && !id.isEmpty()) {
      identifier(CallText.REQUEST_ID, failed ? id + "/failure" : id, slots.path(slot));
    }
    String callId = text(slots, findSlot("litellm_call_id"));
    if (callId != null && callId.length() <= Limits.MAX_ID_BYTES) {
      call.text(CallText.IDENTITY, callId);
    }
    identifier(CallText.MODEL, slots, findSlot("model"));
    identifier(CallText.MODEL, slots, findSlot("model_group"));
    context(CallText.REQUEST_MODEL, text(slots, findSlot("model_group")));
    identifier(CallText.PROVIDER, slots, findSlot("custom_llm_provider"));
    identifier(CallText.OPERATION, slots, findSlot("call_type"));
    identifier(CallText.ENDPOINT, slots, findSlot(META + "user_api_key_request_route"));
  }

  private void readTimes() {
    long start = time(slots, findSlot("startTime"));
    long end = time(slots, findSlot("endTime"));
    long first = time(slots, findSlot("completionStartTime"));
    call.eventTime(start);
    if (start == UNKNOWN) {
      return;
    }
    if (end >= start) {
      latency(end - start);
    } else {
      count(CallCount.LATENCY_MS, slots, findSlot("request_duration_ms"));
    }
    // Rows do not say whether an answer was streamed; of others the first token is the last.
    int stream = findSlot("stream");
    boolean streamed = slots.has(stream) ? slots.is(stream, JsonType.TRUE) : first < end;
    if (first >= start && first - start <= Limits.MAX_COUNT && streamed) {
      call.count(CallCount.TIME_TO_FIRST_TOKEN_MS, first - start);
    }
  }

  private void readCaller() {
    identifier(CallText.TENANT_ID, slots, findSlot(META + "user_api_key_org_id"));
    identifier(CallText.TENANT_ID, slots, findSlot("organization_id"));
    identifier(CallText.TENANT_ID, options.defaultTenant(), "tenant_id");
    identifier(CallText.TENANT_ID, slots, findSlot(META + "user_api_key_team_id"));
    identifier(CallText.TENANT_ID, slots, findSlot("team_id"));
    identifier(CallText.PROJECT_ID, slots, findSlot(META + "user_api_key_team_id"));
    identifier(CallText.PROJECT_ID, slots, findSlot("team_id"));
    identifier(CallText.USER_ID, slots, findSlot(META + "user_api_key_user_id"));
    identifier(CallText.USER_ID, slots, findSlot("user"));
    identifier(CallText.API_KEY_ID, slots, findSlot(META + "user_api_key_hash"));
    identifier(CallText.API_KEY_ID, slots, findSlot(META + "user_api_key"));
    identifier(CallText.API_KEY_ID, slots, findSlot("api_key"));
    context(CallText.CLIENT_IP, slots.text(findSlot("requester_ip_address")));
    context(CallText.CLIENT_IP, slots.text(findSlot(META + "requester_ip_address")));
    context(CallText.USER_AGENT, slots.text(findSlot("user_agent")));
    context(CallText.USER_AGENT, slots.text(findSlot(META + "user_agent")));
  }

  /** The code is text, and of some failures the name of an error. */
  private void readFailure() {
    int slot = findSlot("error_information/error_code");
    slot = slots.has(slot) ? slot : findSlot(META + "error_information/error_code");
    String code = slots.has(slot) ? raw(slots, slot) : null;
    call.statusCode(StatusCodes.parseCode(code));
    context(CallText.ERROR_TYPE, slots.text(findSlot("error_information/error_class")));
    context(CallText.ERROR_TYPE, slots.text(findSlot(META + "error_information/error_class")));
    context(CallText.ERROR_TYPE, "error");
  }

  private void readTokens(boolean failed) {
    int total = findSlot("total_tokens");
    if (failed && integer(slots, total) == 0) {
      return; // A failure is written with zeros where there was no usage at all.
    }
    count(CallCount.INPUT_TOKENS, slots, findSlot("prompt_tokens"));
    count(CallCount.OUTPUT_TOKENS, slots, findSlot("completion_tokens"));
    count(CallCount.TOTAL_TOKENS, slots, findSlot("total_tokens"));
    count(
        CallCount.CACHE_READ_TOKENS,
        slots,
        findSlot(USAGE + "prompt_tokens_details/cached_tokens"));
    count(CallCount.CACHE_READ_TOKENS, slots, findSlot(USAGE + "cache_read_input_tokens"));
    count(CallCount.CACHE_WRITE_TOKENS, slots, findSlot(USAGE + "cache_creation_input_tokens"));
    count(
        CallCount.CACHE_WRITE_TOKENS,
        slots,
        findSlot(USAGE + "prompt_tokens_details/cache_write_tokens"));
    count(
        CallCount.CACHE_WRITE_TOKENS,
        slots,
        findSlot(USAGE + "prompt_tokens_details/cache_creation_tokens"));
    count(
        CallCount.REASONING_TOKENS,
        slots,
        findSlot(USAGE + "completion_tokens_details/reasoning_tokens"));
    count(
        CallCount.REASONING_TOKENS,
        slots,
        findSlot(USAGE + "output_tokens_details/reasoning_tokens"));
    count(CallCount.CACHE_READ_TOKENS, slots, findSlot(MORE_USAGE + "cache_read_input_tokens"));
    count(
        CallCount.CACHE_WRITE_TOKENS, slots, findSlot(MORE_USAGE + "cache_creation_input_tokens"));
    count(
        CallCount.CACHE_WRITE_1H_TOKENS,
        slots,
        findSlot(USAGE + "cache_creation/ephemeral_1h_input_tokens"));
    count(
        CallCount.CACHE_WRITE_1H_TOKENS,
        slots,
        findSlot(USAGE + CREATION_DETAILS + "ephemeral_1h_input_tokens"));
    for (int slot = 0; slot < INPUT_DETAILS.size(); slot++) {
      count(OF_INPUT_DETAILS.get(slot), details, slot);
    }
    cacheOutside = anthropicInput();
  }

  /** Tier, cost and units. LiteLLM computes every cost in US dollars. */
  private void readCost() {
    // The tier of the answer wins over the one that was asked for.
    context(CallText.SERVICE_TIER, slots.text(findSlot(USAGE + "service_tier")));
    context(CallText.SERVICE_TIER, slots.text(findSlot("model_parameters/service_tier")));
    reportedCost(slots, findSlot("response_cost"), CURRENCY);
    reportedCost(slots, findSlot("spend"), CURRENCY);
    CallCount searches = CallUnits.named("searches");
    readUnits(searches, USAGE + "server_tool_use/web_search_requests");
    readUnits(searches, USAGE + "prompt_tokens_details/web_search_requests");
    readUnits(CallUnits.named("audio_seconds"), USAGE + "seconds");
  }

  /**
   * Sets a number of units above 0, rounded to whole ones; senders write 0 where there are none.
   */
  private void readUnits(CallCount unit, String path) {
    int slot = findSlot(path);
    boolean number = slots.is(slot, JsonType.INTEGER) || slots.is(slot, JsonType.DECIMAL);
    long units =
        number ? JsonNumbers.rounded(slots.buffer(), slots.start(slot), slots.length(slot), 0) : 0;
    if (units > 0 && units <= Limits.MAX_COUNT && call.count(unit) == UNKNOWN) {
      call.count(unit, units);
    }
  }

  /**
   * Whether the prompt tokens are those of Anthropic's usage, which leaves the cache out: they are
   * its input, or too few for a cache read under Anthropic's name alone.
   */
  private boolean anthropicInput() {
    int read = findSlot(USAGE + "cache_read_input_tokens");
    long input = call.count(CallCount.INPUT_TOKENS);
    if (!slots.has(read) && !slots.has(findSlot(USAGE + "cache_creation_input_tokens"))) {
      return false;
    }
    if (slots.has(read) && !slots.has(findSlot(USAGE + "prompt_tokens_details/cached_tokens"))) {
      if (call.count(CallCount.CACHE_READ_TOKENS) > input) {
        return true;
      }
    }
    int own = findSlot(USAGE + "input_tokens");
    return !slots.has(findSlot(USAGE + "prompt_tokens")) && integer(slots, own) == input;
  }

  private static int findSlot(String path) {
    return PATHS.indexOf(path);
  }

  private static long bitsOf(String prefix) {
    long bits = 0;
    for (int slot = 0; slot < PATHS.size(); slot++) {
      bits |= PATHS.get(slot).startsWith(prefix) ? 1L << slot : 0;
    }
    return bits;
  }
}
