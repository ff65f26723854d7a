/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import io.tidemark.model.fingerprint.Sha256;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import io.tidemark.model.parsing.UsageFormat;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A log line of an ms-swift service: {@code timestamp model prompt_tokens completion_tokens
 * total_tokens duration user project}; {@code duration} is in seconds. The line names no tenant
 * (the default tenant counts, unless it has {@code tenant_id}) and no request (a digest of the line
 * is its identity, unless it has {@code request_id}: the same line twice is one call).
 */
final class MsSwiftFormat extends ForeignFormat {

  private static final RequiredFields REQUIRED =
      new RequiredFields(Map.of("event_time", "timestamp"));

  private static final int TIMESTAMP = 0;
  private static final int MODEL = 1;
  private static final int PROMPT_TOKENS = 2;
  private static final int COMPLETION_TOKENS = 3;
  private static final int TOTAL_TOKENS = 4;
  private static final int DURATION = 5;
  private static final int USER = 6;
  private static final int PROJECT = 7;
  private static final int REQUEST_ID = 8;
  private static final int TENANT_ID = 9;
  private static final JsonFields FIELDS =
      JsonFields.of(
          List.of(
              "timestamp",
              "model",
              "prompt_tokens",
              "completion_tokens",
              "total_tokens",
              "duration",
              "user",
              "project",
              "request_id",
              "tenant_id"));

  private static final Part PART =
      Parts.fields(FIELDS, Map.of("tenant_id", Parts.tenant(0), "request_id", Parts.requestId()));

  private final JsonSlots slots = new JsonSlots(FIELDS);
  private final MessageDigest digest = Sha256.create();
  private String identity;

  MsSwiftFormat(FormatOptions options) {
    super(options);
  }

  @Override
  RequiredFields required() {
    return REQUIRED;
  }

  @Override
  void item(UsageFormat.Output<ModelCall> output) {
    int start = json.position();
    json.skipValue();
    digest.update(json.buffer(), start, json.position() - start);
    identity = "ms-swift-" + HexFormat.of().formatHex(digest.digest(), 0, 16);
    json.moveTo(start);
    slots.read(json);
    call.eventTime(time(slots, TIMESTAMP, options.msSwiftZone()));
    identifier(CallText.MODEL, slots, MODEL);
    identifier(CallText.USER_ID, slots, USER);
    identifier(CallText.PROJECT_ID, slots, PROJECT);
    identifier(CallText.TENANT_ID, slots, TENANT_ID);
    identifier(CallText.REQUEST_ID, slots, REQUEST_ID);
    identifier(CallText.REQUEST_ID, identity, "request_id");
    count(CallCount.INPUT_TOKENS, slots, PROMPT_TOKENS);
    count(CallCount.OUTPUT_TOKENS, slots, COMPLETION_TOKENS);
    count(CallCount.TOTAL_TOKENS, slots, TOTAL_TOKENS);
    seconds(CallCount.LATENCY_MS, slots, DURATION);
    finish(output);
  }

  @Override
  Part part() {
    return PART;
  }

  /** The identity comes from the whole line, so it has to go with the parts of it. */
  @Override
  void copyItem(byte[] record, int start, int end, Excerpt excerpt) {
    super.copyItem(record, start, end, excerpt);
    boolean unnamed =
        !slots.has(REQUEST_ID)
            || (slots.is(REQUEST_ID, JsonType.TEXT) && slots.length(REQUEST_ID) == 0);
    if (excerpt.isParsed() && record[start] == '{' && unnamed) {
      excerpt.addField("request_id", identity);
    }
  }
}
