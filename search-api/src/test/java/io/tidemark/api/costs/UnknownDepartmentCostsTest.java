/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PricedUsageDocument;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rows of departments whose usage has no price. */
@Tag("node")
class UnknownDepartmentCostsTest {

  private static final String PRICES =
      """
      {"currency": "USD", "default": true, "prices": [
        {"id": "other", "match": {"model": "MODEL"}, "per_million": {"input": "2.00"}}]}
      """;

  private final LiveApi api = LiveApi.shared();

  @Test
  void unallocatedUsageWithoutPricesIsUnknown() {
    String tenant = createTenant("departments-no-prices");

    JsonNode answer = readDepartments(tenant);

    assertThat(answer.path("currency").isNull()).isTrue();
    assertUnallocated(answer, null);
  }

  @Test
  void unallocatedUsageOfUnpricedModelsIsUnknown() {
    String tenant = createTenant("departments-unpriced");
    putSetting(api, tenant, "price-lists/main", PRICES.replace("MODEL", "another"));

    assertUnallocated(readDepartments(tenant), null);

    putSetting(api, tenant, "price-lists/main", PRICES.replace("MODEL", "gpt-4o"));
    assertUnallocated(readDepartments(tenant), "2.00");
  }

  @Test
  void unallocatedIsNothingWhenRulesTakeAllUsage() {
    String tenant = createTenant("departments-all-taken");
    putSetting(
        api,
        tenant,
        "allocations/main",
        "{\"rules\": [{\"id\": \"all\", \"match\": {\"workload\": \"*\"}, \"shares\": \"apps\"}]}");

    JsonNode answer = readDepartments(tenant);

    JsonNode first = answer.path("groups").path(0);
    assertThat(first.path("key").path("department").asString()).isEqualTo("unallocated");
    assertThat(first.path("value").asString()).isEqualTo("0");
    JsonNode apps = answer.path("groups").path(1);
    assertThat(apps.path("key").path("department").asString()).isEqualTo("apps");
    assertThat(apps.path("value").isNull()).isTrue();
    assertThat(answer.path("total").isNull()).isTrue();
  }

  private static void assertUnallocated(JsonNode answer, String cost) {
    assertThat(answer.path("groups")).hasSize(1);
    JsonNode row = answer.path("groups").path(0);
    assertThat(row.path("key").path("department").asString()).isEqualTo("unallocated");
    assertThat(row.path("value").asString(null)).isEqualTo(cost);
    assertThat(answer.path("total").asString(null)).isEqualTo(cost);
  }

  private String createTenant(String tenant) {
    api.index(
        List.of(
            new PricedUsageDocument(tenant, "alice", "web", "openai", "gpt-4o")
                .ofHour("2026-03-12T08:00:00Z", 1, 1_000_000, 0)));
    return tenant;
  }

  private JsonNode readDepartments(String tenant) {
    return api.readJson(
        root(tenant),
        "/api/v1/costs/distribution",
        "group_by",
        "department",
        "from",
        "2026-03-12T08:00:00Z",
        "to",
        "2026-03-12T10:00:00Z");
  }

  private String root(String tenant) {
    return api.tokens().superAdmin(tenant, "root");
  }
}
