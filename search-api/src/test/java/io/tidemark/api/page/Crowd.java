/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.model.index.IndexFamily;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tenant with more users than a list of values shows; each has less usage than the one before.
 */
final class Crowd {

  static final String TENANT = "crowd";
  private static final int USERS = 130;

  /** Who has the least. */
  static final String LAST = user(USERS - 1);

  private Crowd() {}

  static List<IndexedDocument> documents() {
    return IntStream.range(0, USERS)
        .boxed()
        .flatMap(
            i ->
                Stream.of(
                    document(
                        IndexFamily.TRAINING_HOURLY,
                        i,
                        hour(i).put("base_model", "qwen3-4b").put("jobs", 200L - i)),
                    document(
                        IndexFamily.CODING_AGENTS_HOURLY,
                        i,
                        hour(i).put("agent", "codex-cli").put("measurements", 200L - i))))
        .toList();
  }

  private static ObjectNode hour(int i) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("hour", Harbor.FROM.toString())
        .put("window_minutes", 60)
        .put("tenant_id", TENANT)
        .put("user_id", user(i))
        .put("final", true)
        .put("updated_at", Harbor.TO.toString());
  }

  private static IndexedDocument document(IndexFamily family, int i, ObjectNode source) {
    return new IndexedDocument(
        family.indexAt(Harbor.FROM.toEpochMilli()), TENANT + "-" + i, source);
  }

  private static String user(int i) {
    return "user-%03d".formatted(i);
  }
}
