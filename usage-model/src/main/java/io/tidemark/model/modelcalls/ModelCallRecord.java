/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.hourly.HourText;
import io.tidemark.model.json.JsonWriter;
import io.tidemark.model.privacy.ClientAddress;
import io.tidemark.model.privacy.DescriptiveText;
import io.tidemark.model.privacy.PrivacyOptions;

/** The record of one call as a document. Holds no text that a user wrote or a model answered. */
public final class ModelCallRecord {

  private final PrivacyOptions privacy;
  private final byte[] addressKey;
  private final JsonWriter json = new JsonWriter();

  /** A writer of records; belongs to one thread. */
  public ModelCallRecord(PrivacyOptions privacy) {
    this.privacy = privacy;
    this.addressKey = privacy.key();
  }

  /** The document of a call. */
  public byte[] write(ModelCall call) {
    json.beginObject();
    json.field("event_time", HourText.rfc3339(call.eventTime()));
    for (CallText text : CallText.listAll()) {
      if (call.has(text) && isKept(text)) {
        json.field(text.fieldName(), call.buffer(), call.offset(text), call.length(text));
      }
    }
    json.field("outcome", call.outcome().id());
    if (call.statusCode() != UNKNOWN) {
      json.field("status_code", call.statusCode());
    }
    for (CallCount count : CallCount.listAll()) {
      if (!count.equals(CallCount.TOTAL_TOKENS) && call.count(count) != UNKNOWN) {
        json.field(count.fieldName(), call.count(count));
      }
    }
    if (call.totalTokens() != UNKNOWN) {
      json.field("total_tokens", call.totalTokens());
    }
    writeAddress(call);
    writeTags(call);
    json.endObject();
    return json.finish();
  }

  private boolean isKept(CallText text) {
    if (text.equals(CallText.USER_AGENT)) {
      return privacy.keeps(DescriptiveText.USER_AGENT);
    }
    // The address is written apart.
    return !text.equals(CallText.CLIENT_IP) && !text.equals(CallText.IDENTITY);
  }

  private void writeAddress(ModelCall call) {
    ClientAddress.Policy addresses = privacy.addresses();
    String text = call.text(CallText.CLIENT_IP);
    if (text == null || addresses == ClientAddress.Policy.DROP) {
      return;
    }
    if (addresses == ClientAddress.Policy.HASH) {
      json.field("client_ip_hash", ClientAddress.hashed(text, addressKey));
      return;
    }
    String kept =
        addresses == ClientAddress.Policy.KEEP
            ? ClientAddress.canonical(text)
            : ClientAddress.truncated(text);
    if (kept != null) {
      json.field("client_ip", kept);
    }
  }

  private void writeTags(ModelCall call) {
    if (call.tags().isEmpty() || !privacy.keeps(DescriptiveText.TAGS)) {
      return;
    }
    json.beginObject("tags");
    call.tags().forEach(json::field);
    json.endObject();
  }
}
