/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import java.util.List;
import java.util.Map;

/**
 * A line of the access log of Envoy AI Gateway as JSON, with the keys of its documentation. Retries
 * share the id of the request, so the start is part of the identity. Lines without a model and
 * without tokens are no calls.
 */
final class EnvoyAccessLogFormat extends LooseFormat {

  private static final String USAGE = "gen_ai.usage.";
  private static final RequiredFields REQUIRED =
      new RequiredFields(
          Map.of(
              "request_id",
              "x-request-id",
              "event_time",
              "start_time",
              "model",
              "gen_ai.request.model"));

  private static final JsonFields FIELDS =
      JsonFields.of(
          List.of(
              "x-request-id",
              "start_time",
              "duration",
              "tenant_id",
              "project_id",
              "user_id",
              "api_key_id",
              "gen_ai.response.model",
              "gen_ai.request.model_override",
              "gen_ai.request.model",
              "gen_ai.provider.name",
              "gen_ai.operation.name",
              USAGE + "input_tokens",
              USAGE + "output_tokens",
              USAGE + "total_tokens",
              USAGE + "cached_input_tokens",
              USAGE + "cache_creation_input_tokens",
              USAGE + "reasoning_tokens",
              "response_code",
              "response_flags",
              "response_code_details",
              "route_name",
              ":authority",
              "user-agent",
              "x-forwarded-for"));

  private static final Part PART =
      Parts.fields(
          FIELDS,
          Map.of(
              "x-request-id",
              Parts.requestId(),
              "tenant_id",
              Parts.tenant(0),
              "user-agent",
              UserAgentPart.INSTANCE,
              "x-forwarded-for",
              FIRST_ADDRESS));

  EnvoyAccessLogFormat(FormatOptions options) {
    super(options, FIELDS, null);
  }

  @Override
  Part part() {
    return PART;
  }

  @Override
  RequiredFields required() {
    return REQUIRED;
  }

  @Override
  boolean fill() {
    firstIdentifier(
        CallText.MODEL,
        "gen_ai.response.model",
        "gen_ai.request.model_override",
        "gen_ai.request.model");
    context(CallText.REQUEST_MODEL, scalar("gen_ai.request.model"));
    count(CallCount.INPUT_TOKENS, USAGE + "input_tokens");
    count(CallCount.OUTPUT_TOKENS, USAGE + "output_tokens");
    count(CallCount.TOTAL_TOKENS, USAGE + "total_tokens");
    count(CallCount.CACHE_READ_TOKENS, USAGE + "cached_input_tokens");
    count(CallCount.CACHE_WRITE_TOKENS, USAGE + "cache_creation_input_tokens");
    count(CallCount.REASONING_TOKENS, USAGE + "reasoning_tokens");
    if (!call.has(CallText.MODEL)
        && scalar(USAGE + "input_tokens") == null
        && scalar(USAGE + "output_tokens") == null
        && scalar(USAGE + "total_tokens") == null) {
      return false;
    }
    call.eventTime(time("start_time"));
    firstIdentifier(CallText.REQUEST_ID, "x-request-id");
    String start = scalar("start_time");
    if (start != null) {
      call.text(CallText.IDENTITY, start);
    }
    firstIdentifier(CallText.TENANT_ID, "tenant_id");
    firstIdentifier(CallText.PROJECT_ID, "project_id");
    firstIdentifier(CallText.USER_ID, "user_id");
    firstIdentifier(CallText.API_KEY_ID, "api_key_id");
    firstIdentifier(CallText.PROVIDER, "gen_ai.provider.name");
    firstIdentifier(CallText.OPERATION, "gen_ai.operation.name");
    firstIdentifier(CallText.ENDPOINT, "route_name");
    count(CallCount.LATENCY_MS, "duration");
    readOutcome();
    address("x-forwarded-for");
    context(CallText.USER_AGENT, scalar("user-agent"));
    tag("authority", scalar(":authority"));
    tag("response_flags", scalar("response_flags"));
    return true;
  }

  private void readOutcome() {
    String flags = scalar("response_flags");
    boolean clientLeft = flags != null && List.of(flags.split(",", -1)).contains("DC");
    call.statusCode(clientLeft ? 0 : StatusCodes.parseCode(scalar("response_code")));
    if (!clientLeft && call.statusCode() >= 400) {
      context(CallText.ERROR_TYPE, scalar("response_code_details"));
    }
  }
}
