/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many rules a tenant may have. */
@Tag("node")
class TenantLimitsTest {

  private static final String CHANNEL =
      "{\"type\":\"webhook\",\"url\":\"https://hooks.example.invalid/x\",\"secret\":\"file:ops\"}";
  private static final String MONITOR =
      "{\"workload\":\"model-calls\",\"metric\":\"calls\",\"window\":\"1h\","
          + "\"condition\":{\"kind\":\"above\",\"value\":5}}";
  private static final String BUDGET =
      "{\"match\":{\"workload\":\"model-calls\"},\"measure\":\"calls\",\"amount\":\"5\","
          + "\"period\":\"day\"}";

  private final LiveApi api = LiveApi.shared();

  @ParameterizedTest
  @CsvSource({"channel, 50", "monitor, 500", "budget, 1000"})
  void takesSoManyAndNoMore(String kind, int most) {
    String tenant = "limit-of-" + kind + "s";
    String body = kind.equals("channel") ? CHANNEL : kind.equals("monitor") ? MONITOR : BUDGET;
    SettingSample.storeMany(api, kind, tenant, most - 1, body);

    assertThat(put(tenant, kind, "last", body).status()).isEqualTo(201);
    Answer more = put(tenant, kind, "one-more", body);

    assertThat(more.status()).isEqualTo(409);
    assertThat(more.json().path("detail").asString())
        .startsWith("There are " + most + " " + kind + "s already");
    Answer all = api.get(root(tenant), "/api/v1/" + kind + "s");
    assertThat(all.json().path("settings").size()).isEqualTo(most);
  }

  /** Instances that other tests start evaluate all rules there are. */
  @AfterEach
  void deleteRules() {
    api.elasticsearch(
        "POST",
        "/tidemark-settings/_delete_by_query?refresh=true",
        "{\"query\":{\"prefix\":{\"tenant_id\":\"limit-of-\"}}}");
  }

  private String root(String tenant) {
    return api.tokens().superAdmin(tenant, "root");
  }

  private Answer put(String tenant, String kind, String id, String body) {
    return api.send(root(tenant), "PUT", "/api/v1/" + kind + "s/" + id, body);
  }
}
