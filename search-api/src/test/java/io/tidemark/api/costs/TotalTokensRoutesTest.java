/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PricedUsageDocument;
import io.tidemark.api.live.SettingRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Usage whose price does not have all of its tokens: of some only the total is known. */
@Tag("node")
class TotalTokensRoutesTest {

  private static final String[] RANGE = {
    "from", "2026-03-12T08:00:00Z", "to", "2026-03-12T10:00:00Z"
  };

  /** Access logs and spans of some frameworks have a total alone. */
  @Test
  void tokensOfWhichOnlyTheTotalIsKnownAreNotFree() {
    LiveApi api = LiveApi.shared();
    String tenant = "costs-totals-tenant";
    String root = api.tokens().superAdmin(tenant, "root");
    String list =
        "{\"currency\": \"USD\", \"default\": true, \"prices\": ["
            + "{\"id\": \"classes\", \"match\": {\"model\": \"gpt*\"},"
            + " \"per_million\": {\"input\": \"2\", \"output\": \"10\"}},"
            + "{\"id\": \"total\", \"match\": {\"model\": \"qwen\"},"
            + " \"per_thousand\": {\"total\": \"0.8\"}}]}";
    SettingRequests.putSetting(api, tenant, "price-lists/main", list);
    PricedUsageDocument mixed = new PricedUsageDocument(tenant, "alice", "web", "p", "gpt-4o");
    PricedUsageDocument alone = new PricedUsageDocument(tenant, "bob", "web", "p", "gpt-4");
    PricedUsageDocument total = new PricedUsageDocument(tenant, "alice", "web", "p", "qwen");
    api.index(
        List.of(
            mixed.ofHour("2026-03-12T08:00:00Z", 1, 0, 0, 1, 700),
            mixed.ofHour("2026-03-12T09:00:00Z", 3, 1_000, 400, 2, 300),
            alone.ofHour("2026-03-12T09:00:00Z", 2, 0, 0, 2, 5_000),
            total.ofHour("2026-03-12T08:00:00Z", 1, 0, 0, 1, 1_000)));

    JsonNode summary = api.get(root, "/api/v1/costs/summary", RANGE).json();

    assertThat(summary.path("cost").asString()).isEqualTo("0.806");
    assertThat(summary.path("unpriced").toString())
        .isEqualTo("{\"calls\":5,\"total_tokens\":6000,\"models\":[\"gpt-4\",\"gpt-4o\"]}");
    JsonNode users =
        api.get(
                root,
                "/api/v1/model-calls/distribution",
                withRange("group_by", "user_id", "metric", "cost"))
            .json()
            .path("groups");
    assertThat(users.path(0).path("value").asString("")).isEqualTo("0.806");
    assertThat(users.path(1).path("value").isNull()).as(users.toString()).isTrue();
    assertThat(listHours(api, root, "gpt-4o", "cost")).containsExactly("", "0.006");
    // Of the one call of three whose cost is known.
    assertThat(listHours(api, root, "gpt-4o", "cost_per_call")).containsExactly("", "0.006");
  }

  @Test
  void tokensOfAClassWithoutAPriceCostOtherUsageNothing() {
    LiveApi api = LiveApi.shared();
    String tenant = "costs-class-tenant";
    String root = api.tokens().superAdmin(tenant, "root");
    SettingRequests.putSetting(
        api,
        tenant,
        "price-lists/main",
        "{\"currency\": \"USD\", \"default\": true, \"prices\": [{\"id\": \"embedding\","
            + " \"match\": {\"model\": \"embed\"}, \"per_million\": {\"input\": \"2\"}}]}");
    PricedUsageDocument alice = new PricedUsageDocument(tenant, "alice", "web", "p", "embed");
    PricedUsageDocument bob = new PricedUsageDocument(tenant, "bob", "web", "p", "embed");
    api.index(
        List.of(
            alice.ofHour("2026-03-12T08:00:00Z", 10, 1_000, 0),
            bob.ofHour("2026-03-12T09:00:00Z", 10, 3_000, 4)));

    JsonNode users =
        api.get(root, "/api/v1/costs/distribution", withRange("group_by", "user")).json();

    assertThat(users.path("total").asString()).isEqualTo("0.008");
    assertThat(users.path("groups").path(0).path("value").asString()).isEqualTo("0.006");
    assertThat(users.path("groups").path(1).path("value").asString()).isEqualTo("0.002");
    JsonNode summary = api.get(root, "/api/v1/costs/summary", RANGE).json();
    assertThat(summary.path("cost").asString()).isEqualTo("0.008");
    assertThat(summary.path("unpriced").toString())
        .isEqualTo("{\"calls\":4,\"total_tokens\":4,\"models\":[\"embed\"]}");
  }

  /** They hold cached tokens whose input is unknown, and do not count the calls. */
  @Test
  void windowsOfEarlierBuildsNeverCostLessThanNothing() {
    LiveApi api = LiveApi.shared();
    String tenant = "costs-cached-totals-tenant";
    String root = api.tokens().superAdmin(tenant, "root");
    SettingRequests.putSetting(
        api,
        tenant,
        "price-lists/main",
        "{\"currency\": \"USD\", \"default\": true, \"prices\": ["
            + "{\"id\": \"classes\", \"match\": {\"model\": \"gpt*\"}, \"per_million\":"
            + " {\"input\": \"2.50\", \"cache_read\": \"0.25\", \"output\": \"10\"}}]}");
    PricedUsageDocument usage = new PricedUsageDocument(tenant, "alice", "web", "p", "gpt-4o");
    IndexedDocument cached = usage.ofHour("2026-03-12T09:00:00Z", 1, 0, 0);
    cached.source().put("total_tokens", 1_000).put("cache_read_tokens", 400);
    api.index(List.of(usage.ofHour("2026-03-12T08:00:00Z", 1, 1_000, 100), cached));

    JsonNode summary = api.get(root, "/api/v1/costs/summary", RANGE).json();

    assertThat(listHours(api, root, "gpt-4o", "cost")).containsExactly("0.0035", "");
    assertThat(summary.path("unpriced").toString())
        .isEqualTo("{\"calls\":1,\"total_tokens\":1000,\"models\":[\"gpt-4o\"]}");
  }

  @Test
  void poolsCountThemAsUse() {
    LiveApi api = LiveApi.shared();
    String tenant = "pool-totals-tenant";
    String root = api.tokens().superAdmin(tenant, "root");
    SettingRequests.putSetting(
        api,
        tenant,
        "price-lists/main",
        "{\"currency\": \"USD\", \"default\": true, \"prices\": []}");
    SettingRequests.putSetting(
        api,
        tenant,
        "pools/own",
        "{\"name\": \"Own\", \"models\": [\"qwen\"], \"gpus\": \"2\", \"price_per_gpu_hour\": \"1.50\","
            + " \"currency\": \"USD\", \"capacity\": \"1000\","
            + " \"weights\": {\"input\": \"1\", \"output\": \"4\"}}");
    PricedUsageDocument usage = new PricedUsageDocument(tenant, "alice", "web", "p", "qwen");
    api.index(List.of(usage.ofHour("2026-03-12T08:00:00Z", 3, 100, 50, 1, 200)));

    JsonNode answer =
        api.get(root, "/api/v1/costs/distribution", withRange("group_by", "department")).json();

    // 100 + 4 * 50 + 200 of 1,000 weighted tokens in the first of two hours at 3.00.
    List<String> rows = new ArrayList<>();
    for (JsonNode row : answer.path("groups")) {
      if (row.path("name").asString("").equals("Own")) {
        rows.add(row.path("kind").asString() + " " + row.path("value").asString());
      }
    }
    assertThat(rows).containsExactlyInAnyOrder("pool 1.50", "idle 4.50");
  }

  /** Amounts by hour; empty text where one is unknown. */
  private static List<String> listHours(LiveApi api, String root, String model, String metric) {
    JsonNode answer =
        api.get(
                root,
                "/api/v1/model-calls/trend",
                withRange("metric", metric, "model", model, "interval", "hour"))
            .json();
    List<String> amounts = new ArrayList<>();
    for (JsonNode point : answer.path("series").path(0).path("points")) {
      amounts.add(point.path("value").asString(""));
    }
    return amounts;
  }

  private static String[] withRange(String... parameters) {
    return Stream.concat(Stream.of(RANGE), Stream.of(parameters)).toArray(String[]::new);
  }
}
