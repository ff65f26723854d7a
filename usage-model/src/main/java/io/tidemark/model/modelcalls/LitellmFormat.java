/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.intake.Part;
import io.tidemark.model.intake.Parts;
import io.tidemark.model.intake.UsageFormat;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.modelcalls.ModelCall.Count;
import io.tidemark.model.modelcalls.ModelCall.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * LiteLLM's {@code StandardLoggingPayload}, one or an array of them. The organisation of the key is
 * the tenant, else the default tenant, else the team; the team is the project; the hash of the key
 * is the key. A failed call may share the id of the answer that replaced it, so failure is part of
 * its identity. The model that answered counts; the alias that was asked for becomes a tag.
 */
final class LitellmFormat extends ForeignFormat {

  private static final String META = "metadata/";
  private static final String USAGE = "metadata/usage_object/";
  private static final List<String> PATHS =
      List.of(
          "id",
          "status",
          "startTime",
          "endTime",
          "completionStartTime",
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
          "api_base",
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
          USAGE + "output_tokens_details/reasoning_tokens");

  private static final List<String> TAGS =
      List.of("model_group", "model_id", "end_user", "trace_id", "litellm_call_id", "api_base");

  private static final JsonFields FIELDS = JsonFields.of(PATHS);
  private static final Part PART = Parts.fields(FIELDS, otherParts());

  private final JsonSlots slots = new JsonSlots(FIELDS);

  LitellmFormat(FormatOptions options) {
    super(options);
  }

  @Override
  Part part() {
    return PART;
  }

  private static Map<String, Part> otherParts() {
    Map<String, Part> parts = new HashMap<>();
    parts.put(META + "user_api_key_org_id", Parts.tenant(0));
    parts.put(META + "user_api_key_team_id", Parts.tenant(DEFAULT_TENANT_RANK + 1));
    parts.put("requester_ip_address", Parts.address());
    parts.put(META + "requester_ip_address", Parts.address());
    parts.put("user_agent", UserAgentPart.INSTANCE);
    parts.put(META + "user_agent", UserAgentPart.INSTANCE);
    for (String name : TAGS) {
      parts.put(name, Parts.tag());
    }
    parts.put(META + "user_api_key_alias", Parts.tag());
    parts.put(META + "user_api_key_team_alias", Parts.tag());
    parts.remove("model_group"); // May be the model, too.
    return parts;
  }

  @Override
  void item(UsageFormat.Output<ModelCall> output) {
    slots.read(json);
    boolean failed = "failure".equals(text(slots, slot("status")));
    identity(failed);
    times();
    who();
    if (failed) {
      failure();
    }
    call.blocked(
        "guardrail_intervened".equals(text(slots, slot("status_fields/guardrail_status"))));
    tokens(failed);
    for (String name : TAGS) {
      tag(name, slots, slot(name));
    }
    tag("user_api_key_alias", slots, slot(META + "user_api_key_alias"));
    tag("user_api_key_team_alias", slots, slot(META + "user_api_key_team_alias"));
    finish(output);
  }

  private void identity(boolean failed) {
    String id = text(slots, slot("id"));
    if (id != null && !id.isEmpty()) {
      identifier(Text.REQUEST_ID, failed ? id + "/failure" : id, "id");
    }
    identifier(Text.MODEL, slots, slot("model"));
    identifier(Text.MODEL, slots, slot("model_group"));
    identifier(Text.PROVIDER, slots, slot("custom_llm_provider"));
    identifier(Text.OPERATION, slots, slot("call_type"));
    identifier(Text.ENDPOINT, slots, slot(META + "user_api_key_request_route"));
  }

  private void times() {
    long start = time(slots, slot("startTime"));
    long end = time(slots, slot("endTime"));
    long first = time(slots, slot("completionStartTime"));
    call.eventTime(start);
    if (start == UNKNOWN) {
      return;
    }
    if (end >= start) {
      call.count(Count.LATENCY_MS, end - start);
    }
    if (first >= start && slots.is(slot("stream"), JsonType.TRUE)) {
      call.count(Count.TIME_TO_FIRST_TOKEN_MS, first - start);
    }
  }

  private void who() {
    identifier(Text.TENANT_ID, slots, slot(META + "user_api_key_org_id"));
    identifier(Text.TENANT_ID, options.defaultTenant(), "tenant_id");
    identifier(Text.TENANT_ID, slots, slot(META + "user_api_key_team_id"));
    identifier(Text.PROJECT_ID, slots, slot(META + "user_api_key_team_id"));
    identifier(Text.USER_ID, slots, slot(META + "user_api_key_user_id"));
    identifier(Text.API_KEY_ID, slots, slot(META + "user_api_key_hash"));
    context(Text.CLIENT_IP, text(slots, slot("requester_ip_address")));
    context(Text.CLIENT_IP, text(slots, slot(META + "requester_ip_address")));
    context(Text.USER_AGENT, text(slots, slot("user_agent")));
    context(Text.USER_AGENT, text(slots, slot(META + "user_agent")));
  }

  /** The code is text, and of some failures the name of an error. */
  private void failure() {
    int slot = slot("error_information/error_code");
    String code = slots.has(slot) ? raw(slots, slot) : null;
    call.statusCode(StatusCodes.parse(code));
    context(Text.ERROR_TYPE, text(slots, slot("error_information/error_class")));
    context(Text.ERROR_TYPE, "error");
  }

  private void tokens(boolean failed) {
    int total = slot("total_tokens");
    if (failed && slots.is(total, JsonType.INTEGER) && slots.integer(total) == 0) {
      return; // A failure is written with zeros where there was no usage at all.
    }
    count(Count.INPUT_TOKENS, slots, slot("prompt_tokens"));
    count(Count.OUTPUT_TOKENS, slots, slot("completion_tokens"));
    count(Count.TOTAL_TOKENS, slots, slot("total_tokens"));
    count(Count.CACHE_READ_TOKENS, slots, slot(USAGE + "prompt_tokens_details/cached_tokens"));
    count(Count.CACHE_READ_TOKENS, slots, slot(USAGE + "cache_read_input_tokens"));
    count(Count.CACHE_WRITE_TOKENS, slots, slot(USAGE + "cache_creation_input_tokens"));
    count(
        Count.CACHE_WRITE_TOKENS, slots, slot(USAGE + "prompt_tokens_details/cache_write_tokens"));
    count(
        Count.CACHE_WRITE_TOKENS,
        slots,
        slot(USAGE + "prompt_tokens_details/cache_creation_tokens"));
    count(
        Count.REASONING_TOKENS, slots, slot(USAGE + "completion_tokens_details/reasoning_tokens"));
    count(Count.REASONING_TOKENS, slots, slot(USAGE + "output_tokens_details/reasoning_tokens"));
    if (anthropicInput()) {
      TokenParts.addCacheToInput(call);
    }
  }

  /** Whether the prompt tokens are those of Anthropic's usage, which leaves the cache out. */
  private boolean anthropicInput() {
    int input = slot(USAGE + "input_tokens");
    boolean anthropic =
        slots.has(slot(USAGE + "cache_read_input_tokens"))
            || slots.has(slot(USAGE + "cache_creation_input_tokens"));
    return anthropic
        && slots.is(input, JsonType.INTEGER)
        && !slots.has(slot(USAGE + "prompt_tokens"))
        && slots.integer(input) == call.count(Count.INPUT_TOKENS);
  }

  private static int slot(String path) {
    return PATHS.indexOf(path);
  }
}
