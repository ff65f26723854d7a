/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PricedUsageDocument;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("node")
class EstimateRoutesTest {

  private static final String TENANT = "costs-estimate-tenant";

  private final LiveApi api = LiveApi.shared();

  /** Ten calls until now are no day's number of calls, unless nothing else is known. */
  @Test
  void takesMediansOfWholeDays() {
    PricedUsageDocument before = new PricedUsageDocument(TENANT, "alice", "web", "own", "small");
    PricedUsageDocument today = new PricedUsageDocument(TENANT, "alice", "web", "own", "new");
    api.index(
        List.of(
            before.ofHour("2026-03-10T08:00:00Z", 100, 1_000, 0),
            before.ofHour("2026-03-12T09:00:00Z", 10, 100, 0),
            today.ofHour("2026-03-12T09:00:00Z", 7, 100, 0)));

    assertThat(estimateCalls("small")).isEqualTo(100);
    assertThat(estimateCalls("new")).isEqualTo(7);
  }

  /** One call is blocked, and one reports no tokens. */
  @Test
  void takesMeansOfCallsWithKnownUsage() {
    PricedUsageDocument calls = new PricedUsageDocument(TENANT, "alice", "web", "own", "sparse");
    IndexedDocument hour = calls.ofHour("2026-03-12T09:00:00Z", 6, 800, 40);
    hour.source().put("succeeded", 5).put("blocked", 1).put("calls_without_usage", 2);
    api.index(List.of(hour));

    JsonNode used = estimate("sparse").path("assumptions");

    assertThat(used.path("input_tokens").path("value").asLong()).isEqualTo(200);
    assertThat(used.path("output_tokens").path("value").asLong()).isEqualTo(10);
    assertThat(used.path("calls_per_day").path("value").asLong()).isEqualTo(5);
  }

  private long estimateCalls(String model) {
    return estimate(model).path("assumptions").path("calls_per_day").path("value").asLong();
  }

  private JsonNode estimate(String model) {
    return api.send(
            api.request(api.tokens().superAdmin(TENANT, "root"), "/api/v1/costs:estimate")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"" + model + "\"}"))
                .build())
        .json();
  }
}
