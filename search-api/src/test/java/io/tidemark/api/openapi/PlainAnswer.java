/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.openapi;

import io.tidemark.api.live.Answer;

/** Replaces what is random in answers, so that an example stays as it is. */
final class PlainAnswer {

  static final String KEY_ID = "key-5f2c1a9b7e30";

  private static final String NO_UUID = "00000000-0000-0000-0000-000000000000";

  private PlainAnswer() {}

  /** Keys, and the ids of keys, requests and erased people, are random. */
  static Answer withoutRandomness(Answer answer) {
    String text =
        answer
            .text()
            .replaceAll("key-[0-9a-f]{12}", KEY_ID)
            // Other tests read through the same instance.
            .replaceAll("\"waiting\":\\d+,\"lost\":\\d+", "\"waiting\":0,\"lost\":0")
            .replaceAll("tidemark-test-[0-9a-f-]{36}", "tidemark-test-" + NO_UUID)
            .replaceAll("p-[0-9a-f]{32}", "p-5f2c1a9b7e305f2c1a9b7e305f2c1a9b")
            .replaceAll("er-[0-9a-f]{16}", "er-5f2c1a9b7e305f2c")
            .replaceAll("req-[0-9a-f]{12}", "req-5f2c1a9b7e30")
            .replaceAll("\"tidemark_[0-9A-Za-z]{32}\"", "\"tidemark_" + "0".repeat(32) + "\"")
            .replaceAll("\"tidemark_[0-9A-Za-z]{4}\"", "\"tidemark_0000\"");
    return new Answer(answer.status(), answer.headers(), text);
  }
}
