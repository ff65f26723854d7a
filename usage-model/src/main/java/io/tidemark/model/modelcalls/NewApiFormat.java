/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.parsing.Part;
import java.util.List;
import java.util.Map;

/**
 * A row of the table {@code logs} of new-api or one-api. Rows of consumption and of errors are
 * calls; top-ups, refunds and what managers did are passed over. The group is the project, the
 * token the key.
 */
final class NewApiFormat extends LooseFormat {

  private static final String CONSUME = "2";
  private static final String ERROR = "5";
  private static final String OTHER = "other/";
  private static final RequiredFields REQUIRED =
      new RequiredFields(
          Map.of("request_id", "id", "event_time", "created_at", "model", "model_name"));

  private static final JsonFields FIELDS =
      JsonFields.of(
          List.of(
              "id",
              "request_id",
              "tenant_id",
              "user_id",
              "username",
              "created_at",
              "type",
              "token_name",
              "token_id",
              "model_name",
              "quota",
              "prompt_tokens",
              "completion_tokens",
              "use_time",
              "elapsed_time",
              "is_stream",
              "channel",
              "channel_name",
              "group",
              "ip",
              OTHER + "claude",
              OTHER + "cache_tokens",
              OTHER + "cache_creation_tokens",
              OTHER + "frt",
              OTHER + "status_code",
              OTHER + "error_type"));

  private static final Part PART = createPart(FIELDS, "other", Map.of("ip", FIRST_ADDRESS));

  NewApiFormat(FormatOptions options) {
    super(options, FIELDS, "other");
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
    String type = scalar("type");
    boolean failed = ERROR.equals(type);
    if (type != null && !failed && !CONSUME.equals(type)) {
      return false;
    }
    call.eventTime(time(slots, slot("created_at")));
    identity();
    firstIdentifier(CallText.TENANT_ID, "tenant_id");
    firstIdentifier(CallText.PROJECT_ID, "group");
    firstIdentifier(CallText.USER_ID, "username", "user_id");
    firstIdentifier(CallText.API_KEY_ID, "token_id", "token_name");
    firstIdentifier(CallText.MODEL, "model_name");
    firstIdentifier(CallText.PROVIDER, "channel_name");
    address("ip");
    count(CallCount.LATENCY_MS, "use_time", 3);
    if (call.count(CallCount.LATENCY_MS) == UNKNOWN) {
      count(CallCount.LATENCY_MS, "elapsed_time");
    }
    count(CallCount.TIME_TO_FIRST_TOKEN_MS, OTHER + "frt");
    tokens(failed);
    if (failed) {
      call.statusCode(StatusCodes.parseCode(scalar(OTHER + "status_code")));
      context(CallText.ERROR_TYPE, scalar(OTHER + "error_type"));
      context(CallText.ERROR_TYPE, "error");
    }
    for (String name : List.of("token_name", "channel", "quota")) {
      tag(name, scalar(name));
    }
    return true;
  }

  /** Rows of several servers may have the same number, but not in the same second. */
  private void identity() {
    firstIdentifier(CallText.REQUEST_ID, "request_id");
    if (!call.has(CallText.REQUEST_ID)) {
      firstIdentifier(CallText.REQUEST_ID, "id");
      String second = scalar("created_at");
      if (second != null) {
        call.text(CallText.IDENTITY, second);
      }
    }
  }

  private void tokens(boolean failed) {
    String input = scalar("prompt_tokens");
    String output = scalar("completion_tokens");
    if (failed && "0".equals(input) && "0".equals(output)) {
      return; // A failure is written with zeros where there was no usage at all.
    }
    count(CallCount.INPUT_TOKENS, "prompt_tokens");
    count(CallCount.OUTPUT_TOKENS, "completion_tokens");
    count(CallCount.CACHE_READ_TOKENS, OTHER + "cache_tokens");
    count(CallCount.CACHE_WRITE_TOKENS, OTHER + "cache_creation_tokens");
    cacheOutside = slots.is(slot(OTHER + "claude"), JsonType.TRUE);
  }
}
