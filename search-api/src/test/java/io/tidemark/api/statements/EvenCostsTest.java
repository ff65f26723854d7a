/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static io.tidemark.api.statements.StatementSample.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PricedUsageDocument;
import io.tidemark.model.pricing.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Fixed costs that departments share evenly, in statements and in accounts. */
@Tag("node")
class EvenCostsTest {

  private static final String TENANT = "even-costs-tenant";
  private static final Instant FEBRUARY_ENDED = Instant.parse("2026-03-03T00:00:00Z");

  private final LiveApi api = LiveApi.shared();

  /** All calls of the department research failed: its usage costs 0. */
  @Test
  void aDepartmentWithFreeUsageTakesAShare() {
    putSetting(
        api,
        TENANT,
        "price-lists/main",
        "{\"currency\": \"USD\", \"default\": true, \"prices\": [{\"id\": \"gpt-4o\","
            + " \"match\": {\"model\": \"gpt-4o\"}, \"per_million\": {\"input\": \"2.50\"}}]}");
    putSetting(
        api,
        TENANT,
        "allocations/main",
        "{\"rules\": ["
            + "{\"id\": \"web\", \"match\": {\"project_id\": \"web\"}, \"shares\": \"apps\"},"
            + "{\"id\": \"lab\", \"match\": {\"project_id\": \"lab\"},"
            + " \"shares\": \"research\"}]}");
    putSetting(
        api,
        TENANT,
        "fixed-costs/power",
        "{\"name\": \"Power\", \"amount\": \"28\", \"currency\": \"USD\", \"spread\": \"even\"}");
    index("web", "2026-02-20T10:20:00Z", 400_000);
    index("lab", "2026-02-20T11:20:00Z", 0);
    api.bean(StatementCloser.class).close(TENANT, FEBRUARY_ENDED, DAYS);

    assertThat(listBooked()).isEqualTo(Map.of("apps", "14", "research", "14"));
    // One of 28 days.
    assertThat(listShown()).isEqualTo(Map.of("apps", "0.50", "research", "0.50"));
    Statement.Head head =
        api.bean(StatementStore.class).findHead(TENANT, YearMonth.of(2026, 2)).orElseThrow();
    StatementAnswer.ProofAnswer proof =
        api.bean(StatementProof.class).proveStatement(head, FEBRUARY_ENDED, DAYS);
    assertThat(proof.proven()).as(proof.toString()).isTrue();
  }

  /** A call, its window and its day. */
  private void index(String project, String time, long input) {
    PricedUsageDocument usage =
        new PricedUsageDocument(TENANT, "alice", project, "openai", "gpt-4o");
    api.index(
        List.of(
            usage.ofRecord(time, input, 0),
            usage.ofHour(time.replace(":20:00Z", ":00:00Z"), 1, input, 0),
            usage.ofDay(time.substring(0, time.indexOf('T')), 1, input, 0)));
  }

  private Map<String, String> listBooked() {
    Map<String, String> parts = new TreeMap<>();
    for (JsonNode line : get("/api/v1/statements/2026-02/lines").path("lines")) {
      if (line.path("price_id").asString("").equals("Power")) {
        parts.put(line.path("department").asString(), line.path("amount").asString());
      }
    }
    return parts;
  }

  private Map<String, String> listShown() {
    Map<String, String> parts = new TreeMap<>();
    JsonNode answer =
        get(
            "/api/v1/costs/distribution",
            "group_by",
            "department",
            "from",
            "2026-02-20T00:00:00Z",
            "to",
            "2026-02-21T00:00:00Z");
    for (JsonNode group : answer.path("groups")) {
      if (group.path("name").asString("").equals("Power")) {
        parts.put(
            group.path("key").path("department").asString(), group.path("value").asString(""));
      }
    }
    return parts;
  }

  private JsonNode get(String path, String... parameters) {
    return api.readJson(api.tokens().superAdmin(TENANT, "root"), path, parameters);
  }
}
