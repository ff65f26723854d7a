/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.query;

import co.elastic.clients.elasticsearch._types.FieldValue;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads pages of composite aggregations. */
public final class CompositePages {

  private CompositePages() {}

  /** The key after which the next page starts; empty when there is none. */
  public static Map<String, FieldValue> readAfterKey(JsonNode page) {
    Map<String, FieldValue> after = new LinkedHashMap<>();
    page.path("after_key")
        .properties()
        .forEach(
            key ->
                after.put(
                    key.getKey(),
                    key.getValue().isNull()
                        ? FieldValue.NULL
                        : FieldValue.of(key.getValue().asString())));
    return after;
  }
}
