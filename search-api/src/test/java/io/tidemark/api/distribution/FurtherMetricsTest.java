/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code further_metric} does not take. */
@Tag("node")
class FurtherMetricsTest {

  private final LiveApi api = LiveApi.shared();

  @Test
  void rejectsMoreGroupsThanOneSearchFilters() {
    Answer answer = get("limit", "101", "further_metric", "failed");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("limit").asLong()).isEqualTo(100);
  }

  @Test
  void rejectsUnknownMetrics() {
    Answer answer = get("further_metric", "failed", "further_metric", "no_such_metric");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("parameter").asString()).isEqualTo("further_metric");
    assertThat(answer.json().path("allowed").toString()).contains("\"error_rate\"", "\"cost\"");
  }

  private Answer get(String... parameters) {
    String token = api.tokens().superAdmin("further-metrics", "root");
    return api.get(token, "/api/v1/model-calls/distribution", parameters);
  }
}
