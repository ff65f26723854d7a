/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PricedUsageDocument;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Bills and prices where hours are kept for 14 days: of earlier ones nothing is known. */
@Tag("node")
class ReconciledDaysTest {

  private static final String TENANT = "bills-kept";
  private static final String FIRST = "2026-02-27T00:00:00Z";
  private static final String RECONCILIATION = "/api/v1/reconciliation";

  private static final String PRICES =
      "{\"currency\": \"USD\", \"default\": true, \"prices\":"
          + " [{\"id\": \"gpt-4o\", \"match\": {\"model\": \"gpt-4o\"}, \"per_million\":"
          + " {\"input\": \"2\"}}]}";

  private static final String BILL =
      """
      date,provider,model,token_class,project,api_key,quantity,unit,amount,currency
      2026-02-20,openai,gpt-4o,input,,,1000000,tokens,2.00,USD
      2026-03-05,openai,gpt-4o,input,,,1000000,tokens,2.00,USD
      """;

  private static LiveApi api;
  private static String root;

  @BeforeAll
  static void start() {
    api = LiveApi.beside("--tidemark.keep.hours=14d");
    root = api.tokens().superAdmin(TENANT, "root");
    PricedUsageDocument calls = new PricedUsageDocument(TENANT, "alice", "web", "openai", "gpt-4o");
    api.index(List.of(calls.ofHour("2026-03-05T10:00:00Z", 1, 1_000_000, 0)));
    send("PUT", "/api/v1/price-lists/main", "application/json", PRICES);
    send("POST", "/api/v1/bills?provider=csv", "text/csv", BILL.replace("\n", "\r\n"));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void comparesNoDaysWhoseHoursAreGone() {
    JsonNode answer = api.get(root, RECONCILIATION).json();

    assertThat(answer.path("from").asString()).isEqualTo(FIRST);
    assertThat(answer.path("verdicts").toString()).isEqualTo("{\"agrees\":1}");
  }

  @Test
  void comparesTheDaysOfARangeWhoseHoursAreKept() {
    JsonNode answer = api.get(root, RECONCILIATION, "from", "2026-02-20T00:00:00Z").json();

    assertThat(answer.path("from").asString()).isEqualTo(FIRST);
    assertThat(answer.path("verdicts").toString()).isEqualTo("{\"agrees\":1}");
    assertThat(
            api.get(
                    root,
                    RECONCILIATION,
                    "from",
                    "2026-02-20T00:00:00Z",
                    "to",
                    "2026-02-22T00:00:00Z")
                .status())
        .isEqualTo(400);
  }

  @Test
  void checksPricesByTheHoursThatAreKept() {
    JsonNode answer = send("POST", "/api/v1/price-lists/main:check", "application/json", PRICES);

    assertThat(answer.path("from").asString()).isEqualTo(FIRST);
    assertThat(new BigDecimal(answer.path("cost_now").asString())).isEqualByComparingTo("2");
  }

  private static JsonNode send(String method, String path, String type, String body) {
    Answer answer = api.send(root, method, path, type, body);
    assertThat(answer.status()).as(answer.text()).isIn(200, 201);
    return answer.json();
  }
}
