/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.parsing.Part;
import java.util.List;
import java.util.Map;

/**
 * A line of the access log of Higress, whose member {@code ai_log} is an object as text. The
 * consumer is user and key. Lines without an {@code ai_log} are no calls.
 */
final class HigressFormat extends LooseFormat {

  private static final String AI = "ai_log/";
  private static final RequiredFields REQUIRED =
      new RequiredFields(
          Map.of("request_id", "request_id", "event_time", "start_time", "model", "ai_log.model"));

  private static final JsonFields FIELDS =
      JsonFields.of(
          List.of(
              "request_id",
              "start_time",
              "duration",
              "tenant_id",
              "response_code",
              "response_flags",
              "response_code_details",
              "route_name",
              "authority",
              "user_agent",
              "x_forwarded_for",
              AI + "model",
              AI + "api",
              AI + "consumer",
              AI + "session_id",
              AI + "input_token",
              AI + "output_token",
              AI + "total_token",
              AI + "cached_tokens",
              AI + "reasoning_tokens",
              AI + "llm_first_token_duration",
              AI + "llm_service_duration"));

  private static final Part PART =
      createPart(
          FIELDS,
          "ai_log",
          Map.of("user_agent", UserAgentPart.INSTANCE, "x_forwarded_for", FIRST_ADDRESS));

  HigressFormat(FormatOptions options) {
    super(options, FIELDS, "ai_log");
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
    firstIdentifier(CallText.MODEL, AI + "model");
    count(CallCount.INPUT_TOKENS, AI + "input_token");
    count(CallCount.OUTPUT_TOKENS, AI + "output_token");
    if (!call.has(CallText.MODEL)
        && scalar(AI + "input_token") == null
        && scalar(AI + "output_token") == null) {
      return false;
    }
    count(CallCount.TOTAL_TOKENS, AI + "total_token");
    count(CallCount.CACHE_READ_TOKENS, AI + "cached_tokens");
    count(CallCount.REASONING_TOKENS, AI + "reasoning_tokens");
    call.eventTime(time("start_time"));
    firstIdentifier(CallText.REQUEST_ID, "request_id");
    String start = scalar("start_time");
    if (start != null) {
      call.text(CallText.IDENTITY, start);
    }
    firstIdentifier(CallText.TENANT_ID, "tenant_id");
    firstIdentifier(CallText.USER_ID, AI + "consumer");
    firstIdentifier(CallText.API_KEY_ID, AI + "consumer");
    firstIdentifier(CallText.ENDPOINT, "route_name");
    count(CallCount.LATENCY_MS, AI + "llm_service_duration", "duration");
    count(CallCount.TIME_TO_FIRST_TOKEN_MS, AI + "llm_first_token_duration");
    String flags = scalar("response_flags");
    boolean clientLeft = flags != null && List.of(flags.split(",", -1)).contains("DC");
    call.statusCode(clientLeft ? 0 : StatusCodes.parseCode(scalar("response_code")));
    if (!clientLeft && call.statusCode() >= 400) {
      context(CallText.ERROR_TYPE, scalar("response_code_details"));
    }
    address("x_forwarded_for");
    context(CallText.USER_AGENT, scalar("user_agent"));
    tag("session_id", scalar(AI + "session_id"));
    tag("authority", scalar("authority"));
    return true;
  }
}
