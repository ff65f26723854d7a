/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import java.util.List;
import java.util.Map;

/**
 * A row of the table {@code logs} of new-api or one-api. Rows of consumption and of errors are
 * calls; top-ups, refunds, tests, settlements and what managers did are passed over. The group is
 * the project, the token the key.
 */
final class NewApiFormat extends LooseFormat {

  private static final String CONSUME = "2";
  private static final String ERROR = "5";
  private static final String OTHER = "other/";

  /** The channels of the attempts so far; only administrators see them. */
  private static final String USED_CHANNELS = OTHER + "admin_info/use_channel";

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
              "system_prompt_reset",
              "channel",
              "channel_name",
              "group",
              "ip",
              OTHER + "claude",
              OTHER + "cache_tokens",
              OTHER + "cache_write_tokens",
              OTHER + "cache_creation_tokens",
              OTHER + "cache_creation_tokens_1h",
              OTHER + "frt",
              OTHER + "status_code",
              OTHER + "error_type",
              OTHER + "channel_id",
              OTHER + "task_id",
              OTHER + "pre_consumed",
              OTHER + "pre_consumed_quota",
              OTHER + "violation_fee",
              USED_CHANNELS));

  private static final Part PART =
      createPart(
          FIELDS,
          "other",
          Map.of("ip", FIRST_ADDRESS, USED_CHANNELS, Parts.array(Parts.identifier())));

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
    if (failed ? isTest() : !isConsumption(type)) {
      return false;
    }
    call.eventTime(time(slots, slot("created_at")));
    identity(failed);
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

  /** In one-api, whose rows have other columns than those of new-api, an error is a test. */
  private boolean isTest() {
    return (has("elapsed_time") || has("system_prompt_reset")) && !has("use_time");
  }

  private boolean isConsumption(String type) {
    return (type == null || CONSUME.equals(type)) && !isSettlement();
  }

  /** Whether a row only changes what an earlier one costs: a task, or a call that failed. */
  private boolean isSettlement() {
    boolean task =
        has(OTHER + "task_id")
            && (has(OTHER + "pre_consumed") || has(OTHER + "pre_consumed_quota"));
    return hasNoTokens() && (task || slots.is(slot(OTHER + "violation_fee"), JsonType.TRUE));
  }

  private boolean has(String path) {
    return slots.has(slot(path));
  }

  /**
   * Attempts that fail have the request id of the call, which may succeed in the end. Their {@code
   * id} does not tell them apart: some routes of new-api number the rows of a page. Rows of several
   * servers may have the same id, but not in the same second.
   */
  private void identity(boolean failed) {
    String request = scalar("request_id");
    String second = scalar("created_at");
    if (request == null) {
      firstIdentifier(CallText.REQUEST_ID, "id");
      if (second != null) {
        call.text(CallText.IDENTITY, second);
      }
    } else if (failed) {
      identifier(CallText.REQUEST_ID, request + "/failure", "request_id");
      call.text(CallText.IDENTITY, second + "/" + channel() + "/" + attempts());
    } else {
      identifier(CallText.REQUEST_ID, request, "request_id");
    }
  }

  private String channel() {
    String channel = scalar("channel");
    return channel == null ? scalar(OTHER + "channel_id") : channel;
  }

  /** How many attempts there were so far, or 0 if the row does not say. */
  private long attempts() {
    int slot = slot(USED_CHANNELS);
    return slots.is(slot, JsonType.ARRAY)
        ? raw(slots, slot).chars().filter(character -> character == ',').count() + 1
        : 0;
  }

  private boolean hasNoTokens() {
    String input = scalar("prompt_tokens");
    String output = scalar("completion_tokens");
    return (input == null || "0".equals(input)) && (output == null || "0".equals(output));
  }

  private void tokens(boolean failed) {
    if (failed && hasNoTokens()) {
      return; // A failure is written with zeros where there was no usage at all.
    }
    count(CallCount.INPUT_TOKENS, "prompt_tokens");
    count(CallCount.OUTPUT_TOKENS, "completion_tokens");
    count(CallCount.CACHE_READ_TOKENS, OTHER + "cache_tokens");
    count(
        CallCount.CACHE_WRITE_TOKENS,
        OTHER + "cache_write_tokens",
        OTHER + "cache_creation_tokens");
    count(CallCount.CACHE_WRITE_1H_TOKENS, OTHER + "cache_creation_tokens_1h");
    cacheOutside = slots.is(slot(OTHER + "claude"), JsonType.TRUE);
  }
}
