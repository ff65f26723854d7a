/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import io.tidemark.model.schema.Limits;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A row of the table {@code logs} of new-api or one-api. Rows of consumption and of errors are
 * calls; top-ups, refunds, tests, settlements and what managers did are passed over. The group is
 * the project, the token the key.
 */
final class NewApiFormat extends LooseFormat {

  private static final String CONSUME = "2";
  private static final String ERROR = "5";
  private static final String OTHER = "other/";

  /** Writes to the cache by their life, which only answers of Claude distinguish. */
  private static final String WRITE_5M = OTHER + "cache_creation_tokens_5m";

  private static final String WRITE_1H = OTHER + "cache_creation_tokens_1h";

  /** Who counted the tokens. */
  private static final String SEMANTIC = OTHER + "usage_semantic";

  private static final String SEARCHES = OTHER + "web_search_call_count";

  /** Tools with a price of their own, in newer rows. */
  private static final String TOOLS = OTHER + "tool_surcharges";

  private static final Set<String> SEARCH_TOOLS =
      Set.of("web_search", "web_search_preview", "google_search");
  private static final JsonFields TOOL_FIELDS = JsonFields.of(List.of("name", "count"));
  private static final int TOOL_NAME = 0;
  private static final int TOOL_COUNT = 1;

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
              WRITE_5M,
              WRITE_1H,
              SEMANTIC,
              OTHER + "input_tokens_total",
              SEARCHES,
              TOOLS,
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
          Map.of(
              "ip",
              FIRST_ADDRESS,
              USED_CHANNELS,
              Parts.array(Parts.identifier()),
              TOOLS,
              Parts.array(Parts.fields(TOOL_FIELDS, Map.of()))));

  private final JsonReader tools = new JsonReader();
  private final JsonSlots tool = new JsonSlots(TOOL_FIELDS);

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
    call.eventTime(time("created_at"));
    readIdentity(failed);
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
    readTokens(failed);
    readSearches();
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
   * id} does not distinguish them: some routes of new-api number the rows of a page. Rows of
   * several servers may have the same id, but not in the same second.
   */
  private void readIdentity(boolean failed) {
    String request = scalar("request_id");
    String second = scalar("created_at");
    if (request == null) {
      firstIdentifier(CallText.REQUEST_ID, "id");
      if (second != null) {
        call.text(CallText.IDENTITY, second);
      }
    } else if (failed) {
      identifier(CallText.REQUEST_ID, request + "/failure", "request_id");
      call.text(CallText.IDENTITY, second + "/" + readChannel() + "/" + readAttempts());
    } else {
      identifier(CallText.REQUEST_ID, request, "request_id");
    }
  }

  private String readChannel() {
    String channel = scalar("channel");
    return channel == null ? scalar(OTHER + "channel_id") : channel;
  }

  /** How many attempts there were so far, or 0 if the row does not say. */
  private long readAttempts() {
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

  private void readTokens(boolean failed) {
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
    count(CallCount.CACHE_WRITE_1H_TOKENS, WRITE_1H);
    // Older rows have no sum of them.
    long written = countWritesByLife();
    if (written > Math.max(call.count(CallCount.CACHE_WRITE_TOKENS), 0)) {
      call.count(CallCount.CACHE_WRITE_TOKENS, written);
    }
    cacheOutside = isCacheOutside();
  }

  /**
   * Whether the cache stands outside of the prompt: in answers of Claude, and in those that older
   * versions converted to the format of OpenAI, whose rows do not say so. Newer versions give the
   * whole input with such a row.
   */
  private boolean isCacheOutside() {
    String semantic = scalar(SEMANTIC);
    if (slots.is(slot(OTHER + "claude"), JsonType.TRUE) || "anthropic".equals(semantic)) {
      return true;
    }
    return semantic == null && !has(OTHER + "input_tokens_total") && countWritesByLife() > 0;
  }

  private long countWritesByLife() {
    return readCount(slots, slot(WRITE_5M)) + readCount(slots, slot(WRITE_1H));
  }

  /** Searches of the web, which are billed one by one. */
  private void readSearches() {
    long searches = readCount(slots, slot(SEARCHES));
    int list = slot(TOOLS);
    if (slots.is(list, JsonType.ARRAY)) {
      int start = slots.start(list);
      tools.open(slots.buffer(), start, start + slots.length(list));
      searches = Math.max(searches, countSearches());
    }
    if (searches > 0 && searches <= Limits.MAX_COUNT) {
      call.count(CallUnits.named("searches"), searches);
    }
  }

  private long countSearches() {
    long searches = 0;
    tools.enterArray();
    while (tools.nextElement()) {
      if (!tool.read(tools)) {
        tools.skipValue();
      } else if (SEARCH_TOOLS.contains(String.valueOf(tool.text(TOOL_NAME)))) {
        searches += readCount(tool, TOOL_COUNT);
      }
    }
    return searches;
  }

  /** A count of which a row may lack any; 0 if it is none. */
  private static long readCount(JsonSlots row, int slot) {
    long count = row.is(slot, JsonType.INTEGER) ? row.integer(slot) : 0;
    return count > 0 && count <= Limits.MAX_COUNT ? count : 0;
  }
}
