/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A document with the index it goes to; {@code id} null for one of the cluster's choice. */
public record IndexedDocument(String index, String id, ObjectNode source) {

  /** The record of a call in the index of its time, under its request id. */
  public static IndexedDocument ofCall(ObjectNode call) {
    long time = Instant.parse(call.path("event_time").asString()).toEpochMilli();
    return new IndexedDocument(
        IndexFamily.MODEL_CALLS_RECORDS.indexAt(time), call.path("request_id").asString(), call);
  }

  String action() {
    ObjectNode target = JsonMapper.shared().createObjectNode().put("_index", index);
    if (id != null) {
      target.put("_id", id);
    }
    return JsonMapper.shared().createObjectNode().set("index", target).toString();
  }
}
