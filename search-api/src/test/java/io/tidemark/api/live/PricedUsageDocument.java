/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.pricing.PriceKey;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Window documents of model calls with what prices depend on. */
public record PricedUsageDocument(
    String tenant, String user, String project, String provider, String model) {

  /** The document of an hour. */
  public IndexedDocument ofHour(String hour, long calls, long input, long output) {
    ObjectNode source = source(calls, input, output);
    source.put("hour", hour).put("window_minutes", 60);
    return document(IndexFamily.MODEL_CALLS_HOURLY, hour, source);
  }

  /** The document of an hour with calls of which only the total of tokens is known, too. */
  public IndexedDocument ofHour(
      String hour, long calls, long input, long output, long unsplitCalls, long unsplitTokens) {
    IndexedDocument document = ofHour(hour, calls, input, output);
    document.source().put("total_tokens", input + output + unsplitTokens);
    document.source().put("calls_with_unsplit_tokens", unsplitCalls);
    return document;
  }

  /** The document of a UTC day. */
  public IndexedDocument ofDay(String day, long calls, long input, long output) {
    String start = day + "T00:00:00Z";
    ObjectNode source = source(calls, input, output);
    source.put("day", start).put("day_zone", "UTC").put("window_minutes", 1_440);
    return document(IndexFamily.MODEL_CALLS_DAILY, start, source);
  }

  /** The record of one call. */
  public IndexedDocument ofRecord(String time, long input, long output) {
    ObjectNode source = source(1, input, output);
    source.remove(List.of(PriceKey.FIELD, "calls"));
    source.put("event_time", time).put("request_id", tenant + time).put("outcome", "succeeded");
    return document(IndexFamily.MODEL_CALLS_RECORDS, time, source);
  }

  private ObjectNode source(long calls, long input, long output) {
    ObjectNode source = JsonNodeFactory.instance.objectNode();
    source.put("tenant_id", tenant).put("user_id", user).put("project_id", project);
    source.put("api_key_id", "key-of-" + user).put("provider", provider).put("model", model);
    source.put(PriceKey.FIELD, PriceKey.join(provider, model, null, null, null));
    source.put("calls", calls).put("input_tokens", input).put("output_tokens", output);
    return source.put("total_tokens", input + output);
  }

  private IndexedDocument document(IndexFamily family, String start, ObjectNode source) {
    String id = String.join("-", tenant, user, project, provider, model, start);
    return new IndexedDocument(family.indexAt(Instant.parse(start).toEpochMilli()), id, source);
  }
}
