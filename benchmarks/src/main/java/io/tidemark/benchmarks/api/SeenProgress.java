/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.stack.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/** Waits until the API has seen how far the job is, which it remembers for a while. */
final class SeenProgress {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private SeenProgress() {}

  static void awaitFinal(ServedApi api, Instant end) {
    ObjectMapper json = new ObjectMapper();
    await(
        "sees that all is final until " + end,
        () -> {
          String answer = api.get(TenantQuestion.SUMMARY.path()).body();
          return json.readTree(answer).path("final_through").asText().equals(end.toString());
        });
  }

  static void awaitDays(ServedApi api) {
    String statistics = "/" + IndexFamily.MODEL_CALLS_DAILY.pattern() + "/_stats/search";
    await(
        "reads days",
        () -> {
          api.get(TenantQuestion.SUMMARY.path());
          return api.elasticsearch("GET", statistics, "")
                  .at("/_all/total/search/query_total")
                  .asLong()
              > 0;
        });
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(String what, Condition condition) {
    boolean held =
        Await.until(
            () -> {
              try {
                return condition.holds();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            LIMIT);
    if (!held) {
      throw new IllegalStateException("The API never " + what);
    }
  }
}
