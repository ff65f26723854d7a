/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonNumbers;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import io.tidemark.model.schema.Limits;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Token counts of an object in the names that providers use in their answers: OpenAI's nested
 * details, Anthropic's cache fields, and OpenMeter's {@code tokens} of a {@code type}.
 */
final class UsageDetails {

  private static final String TOKENS = "tokens";
  private static final String TYPE = "type";
  private static final String PROMPT = "prompt_tokens";
  private static final String INPUT = "input_tokens";
  private static final String CACHE_READ = "cache_read_input_tokens";
  private static final String SEARCHES = "server_tool_use/web_search_requests";
  private static final String DURATION = "seconds";
  private static final String CACHE_WRITE = "cache_creation_input_tokens";

  private static final List<String> PATHS =
      List.of(
          "prompt_tokens_details/cached_tokens",
          "input_tokens_details/cached_tokens",
          CACHE_READ,
          "prompt_tokens_details/cache_write_tokens",
          "prompt_tokens_details/cache_creation_tokens",
          "input_tokens_details/cache_write_tokens",
          CACHE_WRITE,
          "completion_tokens_details/reasoning_tokens",
          "output_tokens_details/reasoning_tokens",
          "cache_creation/ephemeral_1h_input_tokens",
          "prompt_tokens_details/cache_creation_token_details/ephemeral_1h_input_tokens",
          TOKENS,
          TYPE,
          PROMPT,
          INPUT,
          SEARCHES,
          DURATION);

  private static final int FIRST_WRITE = 3;
  private static final int FIRST_REASONING = 7;
  private static final int FIRST_WRITE_1H = 9;
  private static final int BEHIND_WRITE_1H = 11;

  private static final Map<String, CallCount> TYPES =
      Map.of(
          "input", CallCount.INPUT_TOKENS,
          "prompt", CallCount.INPUT_TOKENS,
          "output", CallCount.OUTPUT_TOKENS,
          "completion", CallCount.OUTPUT_TOKENS);

  private final JsonReader json = new JsonReader();
  private final JsonSlots slots = new JsonSlots(JsonFields.of(PATHS));

  /** The paths that are read, for dead letters. */
  static Map<String, Part> parts() {
    return PATHS.stream().collect(Collectors.toMap(path -> path, path -> Parts.identifier()));
  }

  /**
   * Reads an object.
   *
   * @return what is wrong, or null
   */
  String read(byte[] object) {
    json.open(object);
    if (!slots.read(json)) {
      slots.clear();
      return null; // The caller reads all of the object and reports the failure.
    }
    for (int slot = 0; slot <= PATHS.indexOf(TOKENS); slot++) {
      if (slots.has(slot) && count(slot) == ModelCall.UNKNOWN) {
        return FieldRules.notACount("data/" + slots.path(slot));
      }
    }
    return null;
  }

  /** Sets the counts of a call that are unknown. */
  void addTo(ModelCall call) {
    for (int slot = 0; slot < BEHIND_WRITE_1H; slot++) {
      set(call, countAt(slot), slot);
    }
    int searches = PATHS.indexOf(SEARCHES);
    if (slots.has(searches) && count(searches) > 0) {
      set(call, CallUnits.named("searches"), searches);
    }
    setSeconds(call);
    String type = slots.text(PATHS.indexOf(TYPE));
    CallCount of = type == null ? null : TYPES.get(type);
    set(call, of == null ? CallCount.TOTAL_TOKENS : of, PATHS.indexOf(TOKENS));
  }

  private static CallCount countAt(int slot) {
    if (slot < FIRST_WRITE) {
      return CallCount.CACHE_READ_TOKENS;
    }
    if (slot < FIRST_REASONING) {
      return CallCount.CACHE_WRITE_TOKENS;
    }
    return slot < FIRST_WRITE_1H ? CallCount.REASONING_TOKENS : CallCount.CACHE_WRITE_1H_TOKENS;
  }

  /** The duration of a transcription, in whole seconds, as OpenAI bills it. */
  private void setSeconds(ModelCall call) {
    int slot = PATHS.indexOf(DURATION);
    CallCount unit = CallUnits.named("audio_seconds");
    boolean number = slots.is(slot, JsonType.INTEGER) || slots.is(slot, JsonType.DECIMAL);
    if (!number || call.count(unit) != ModelCall.UNKNOWN) {
      return;
    }
    long seconds = JsonNumbers.rounded(slots.buffer(), slots.start(slot), slots.length(slot), 0);
    if (seconds > 0 && seconds <= Limits.MAX_COUNT) {
      call.count(unit, seconds);
    }
  }

  /** Whether the names are Anthropic's, whose input leaves cached tokens out. */
  boolean cacheOutside() {
    boolean cache = slots.has(PATHS.indexOf(CACHE_READ)) || slots.has(PATHS.indexOf(CACHE_WRITE));
    return cache && slots.has(PATHS.indexOf(INPUT)) && !slots.has(PATHS.indexOf(PROMPT));
  }

  private void set(ModelCall call, CallCount count, int slot) {
    if (slots.has(slot) && call.count(count) == ModelCall.UNKNOWN) {
      call.count(count, count(slot));
    }
  }

  private long count(int slot) {
    byte type = slots.type(slot);
    if (type == JsonType.TEXT) {
      return ofText(slots.buffer(), slots.start(slot), slots.length(slot));
    }
    return FieldRules.isCount(type, slots.integer(slot)) ? slots.integer(slot) : ModelCall.UNKNOWN;
  }

  /** The count that a text is in digits, or {@link ModelCall#UNKNOWN}. */
  static long ofText(byte[] source, int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (source[i] < '0' || source[i] > '9') {
        return ModelCall.UNKNOWN;
      }
    }
    if (length == 0 || !JsonNumbers.isNumber(new String(source, start, length, UTF_8))) {
      return ModelCall.UNKNOWN;
    }
    long count = JsonNumbers.scaled(source, start, length, 0);
    return count >= 0 && count <= Limits.MAX_COUNT ? count : ModelCall.UNKNOWN;
  }
}
