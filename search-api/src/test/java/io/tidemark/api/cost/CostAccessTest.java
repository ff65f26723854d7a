/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PricedUsageDocument;
import io.tidemark.api.live.Tokens;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code tidemark.costs.for-everyone}: who sees costs. */
@Tag("node")
class CostAccessTest {

  private static final String TENANT = "cost-access-tenant";
  private static final String SUMMARY = "/api/v1/model-calls/summary";
  private static final String RECORDS = "/api/v1/model-calls/records";
  private static final String[] RANGE = {
    "from", "2026-03-12T08:00:00Z", "to", "2026-03-12T09:00:00Z"
  };

  private static final String[] WITH_TOTALS = {"from", RANGE[1], "to", RANGE[3], "totals", "true"};

  private static LiveApi open;

  @BeforeAll
  static void index() {
    open = LiveApi.shared();
    PricedUsageDocument usage = new PricedUsageDocument(TENANT, "alice", "web", "own", "small");
    open.index(
        List.of(
            usage.ofHour("2026-03-12T08:00:00Z", 1, 1_000, 0),
            usage.ofRecord("2026-03-12T08:10:00Z", 1_000, 0)));
    putSetting(
        open,
        TENANT,
        "price-lists/main",
        "{\"currency\": \"USD\", \"default\": true, \"prices\": [{\"id\": \"small\","
            + " \"match\": {\"model\": \"small\"}, \"per_million\": {\"input\": \"1\"}}]}");
  }

  /** Costs next to usage are left out; what is about costs alone is refused. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void membersSeeTheirCostsIfTheOperatorSaysSo(boolean shown) {
    try (LiveApi api = LiveApi.beside("--tidemark.costs.for-everyone=" + shown)) {
      String alice = api.tokens().member(TENANT, "alice");

      JsonNode summary = api.get(alice, SUMMARY, RANGE).json();
      JsonNode record = api.get(alice, RECORDS, RANGE).json().path("records").path(0);

      assertThat(summary.path("calls").asLong()).isEqualTo(1);
      assertThat(summary.path("cost").asString("")).isEqualTo(shown ? "0.001" : "");
      assertThat(record.path("model").asString("")).isEqualTo("small");
      assertThat(record.path("cost").asString("")).isEqualTo(shown ? "0.001" : "");
      assertThat(api.get(alice, RECORDS, WITH_TOTALS).json().at("/totals/cost/amount").asString(""))
          .isEqualTo(shown ? "0.001" : "");
      assertThat(api.get(alice, "/api/v1/me").json().path("costs").asBoolean()).isEqualTo(shown);
      int status = shown ? 200 : 403;
      assertThat(api.get(alice, "/api/v1/costs/summary", RANGE).status()).isEqualTo(status);
      assertThat(api.get(alice, "/api/v1/costs/unpriced", RANGE).status()).isEqualTo(status);
      assertThat(trend(api, alice, "cost").status()).isEqualTo(status);
      assertThat(trend(api, alice, "total_tokens").status()).isEqualTo(200);
    }
  }

  @Test
  void financeAlwaysSeesCosts() {
    try (LiveApi api = LiveApi.beside("--tidemark.costs.for-everyone=false")) {
      String finance =
          api.tokens()
              .sign(Tokens.claims(TENANT, "alice").claim("roles", List.of("finance")).build());
      for (String token : List.of(finance, api.tokens().superAdmin(TENANT, "root"))) {
        JsonNode account = api.get(token, "/api/v1/costs/summary", RANGE).json();
        assertThat(account.path("cost").asString("")).isEqualTo("0.001");
        assertThat(api.get(token, SUMMARY, RANGE).json().path("cost").asString(""))
            .isEqualTo("0.001");
        assertThat(trend(api, token, "cost").status()).isEqualTo(200);
      }
    }
  }

  private static Answer trend(LiveApi api, String token, String metric) {
    return api.get(
        token,
        "/api/v1/model-calls/trend",
        "metric",
        metric,
        "from",
        RANGE[1],
        "to",
        RANGE[3],
        "interval",
        "hour");
  }
}
