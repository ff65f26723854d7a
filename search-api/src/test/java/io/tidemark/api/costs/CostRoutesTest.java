/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.SampleTenant;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The account over all workloads of a small tenant, whose costs are calculated by hand. */
@Tag("node")
class CostRoutesTest {

  private static final String TENANT = "costs-tenant";
  private static final String[] RANGE = {
    "from", "2026-03-12T08:00:00Z", "to", "2026-03-12T10:00:00Z"
  };

  /**
   * gpt-4o: 92 calls with 900 input tokens, 300 of them cached, and 150 output tokens, of 95 with
   * the failed ones. ComfyUI: 3 × 66.9 s. Training: 1.2 million tokens. tuned-qwen and claude have
   * no price.
   */
  private static final String LIST =
      """
      {"currency": "USD", "default": true, "prices": [
        {"id": "gpt-4o", "match": {"model": "gpt-4o"}, "valid_from": "2026-01-01T00:00:00Z",
         "per_million": {"input": "2.00", "cache_read": "1.00", "output": "10.00"}},
        {"id": "runs", "match": {"workload": "comfyui"}, "per_hour": {"run": "3.60"}},
        {"id": "tuning", "match": {"workload": "training", "base_model": "qwen*"},
         "per_million": {"trained": "14.00"}}]}
      """;

  private static LiveApi api;

  @BeforeAll
  static void index() {
    api = LiveApi.shared();
    SampleTenant.index(api, TENANT, "");
    assertThat(put("/api/v1/price-lists/main", LIST).status()).isIn(200, 201);
  }

  @Test
  void summaryAddsUpTheWorkloads() {
    JsonNode answer = get("/api/v1/costs/summary");

    // Input 95 × 600 × 2, cached 95 × 300 × 1, output 95 × 150 × 10, all by the million.
    assertThat(answer.path("parts").path("input").asString()).isEqualTo("0.114");
    assertThat(answer.path("parts").path("cache_read").asString()).isEqualTo("0.0285");
    assertThat(answer.path("parts").path("output").asString()).isEqualTo("0.1425");
    assertThat(answer.path("parts").path("run").asString()).isEqualTo("0.2007");
    assertThat(answer.path("parts").path("trained").asString()).isEqualTo("16.80");
    assertThat(answer.path("cost").asString()).isEqualTo("17.2857");
    assertThat(answer.path("cache_savings").asString()).isEqualTo("0.0285");
    assertThat(answer.path("unpriced").toString())
        .isEqualTo("{\"calls\":21,\"total_tokens\":12600,\"models\":[\"tuned-qwen\",\"claude\"]}");
    assertThat(answer.path("reported_cost").toString())
        .isEqualTo("{\"amount\":null,\"currency\":\"USD\",\"calls\":0,\"calls_without\":116}");
    assertThat(answer.path("agents").toString())
        .isEqualTo("{\"cost\":\"1.35\",\"currency\":\"USD\",\"included\":false}");
    assertThat(get("/api/v1/costs/summary", "include_agents", "true").path("cost").asString())
        .isEqualTo("18.6357");
  }

  @Test
  void partsWithTheEstimateOfAgentsAddUpToTheCost() {
    JsonNode answer = get("/api/v1/costs/summary", "include_agents", "true");

    assertThat(answer.path("parts").path("agents").asString()).isEqualTo("1.35");
    BigDecimal sum =
        answer
            .path("parts")
            .valueStream()
            .map(CostRoutesTest::decimal)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualByComparingTo(answer.path("cost").asString());
    assertThat(get("/api/v1/costs/summary").path("parts").has("agents")).isFalse();
  }

  /** The agents of the sample report in the second of two hours. */
  @Test
  void estimatesOfAgentsAreConvertedByTheRateOfTheirTime() {
    String tenant = "costs-rates-tenant";
    SampleTenant.index(api, tenant, "");
    String root = api.tokens().superAdmin(tenant, "root");
    String list = "{\"currency\": \"CNY\", \"default\": true, \"prices\": []}";
    String rates =
        "{\"rates\": [{\"from\": \"USD\", \"to\": \"CNY\", \"rate\": \"%s\","
            + " \"valid_from\": \"2026-03-12T%s:00Z\"%s}]}";
    String first = ", \"valid_to\": \"2026-03-12T09:00:00Z\"";
    assertThat(api.send(root, "PUT", "/api/v1/price-lists/main", list).status()).isIn(200, 201);
    String now = rates.formatted("8", "09:00", "");
    assertThat(api.send(root, "PUT", "/api/v1/exchange-rates/now", now).status()).isIn(200, 201);
    assertThat(readAgents(root)).isEqualTo("10.80");

    String before = rates.formatted("7", "08:00", first);
    assertThat(api.send(root, "PUT", "/api/v1/exchange-rates/before", before).status())
        .isIn(200, 201);
    assertThat(readAgents(root)).isEqualTo("10.80");
    JsonNode models =
        api.get(root, "/api/v1/costs/distribution", withRange("include_agents", "true")).json();
    assertThat(models.path("total").asString()).isEqualTo("10.80");
    BigDecimal points = BigDecimal.ZERO;
    for (JsonNode series :
        api.get(root, "/api/v1/costs/trend", withRange("include_agents", "true"))
            .json()
            .path("series")) {
      points = points.add(sum(series.path("points")));
    }
    assertThat(points).isEqualByComparingTo("10.80");
  }

  private static String readAgents(String root) {
    return api.get(root, "/api/v1/costs/summary", withRange("include_agents", "true"))
        .json()
        .path("cost")
        .asString("");
  }

  private static String[] withRange(String... parameters) {
    return Stream.concat(Stream.of(RANGE), Stream.of(parameters)).toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"workload", "project", "user", "key", "model", "provider", "token_class"})
  void everyGroupingAndItsTrendAddUpToTheSummary(String group) {
    BigDecimal cost = new BigDecimal(get("/api/v1/costs/summary").path("cost").asString());

    JsonNode groups = get("/api/v1/costs/distribution", "group_by", group, "limit", "2");
    assertThat(new BigDecimal(groups.path("total").asString())).isEqualByComparingTo(cost);
    BigDecimal sum = sum(groups.path("groups"));
    if (!groups.path("other").isNull()) {
      sum = sum.add(decimal(groups.path("other").path("value")));
    }
    assertThat(sum).isEqualByComparingTo(cost);

    BigDecimal points = BigDecimal.ZERO;
    for (JsonNode series : get("/api/v1/costs/trend", "group_by", group).path("series")) {
      points = points.add(sum(series.path("points")));
    }
    assertThat(points).isEqualByComparingTo(cost);
  }

  @ParameterizedTest
  @CsvSource({
    "workload, training, 16.80",
    "user, bob, 17.0013",
    "model, gpt-4o, 0.285",
    "model, qwen2.5-7b, 16.80",
    "token_class, trained, 16.80"
  })
  void groupsHaveTheCostOfTheirUsage(String group, String key, String cost) {
    JsonNode answer = get("/api/v1/costs/distribution", "group_by", group);

    for (JsonNode one : answer.path("groups")) {
      if (one.path("key").path(group).asString("").equals(key)) {
        assertThat(one.path("value").asString().startsWith(cost) || group.equals("user")).isTrue();
        return;
      }
    }
    throw new AssertionError(answer.toString());
  }

  @Test
  void filtersOfOneWorkloadLeaveOthersOut() {
    assertThat(get("/api/v1/costs/summary", "model", "gpt-4o").path("cost").asString())
        .isEqualTo("0.285");
    assertThat(get("/api/v1/costs/summary", "model", "qwen2.5-7b").path("cost").asString())
        .isEqualTo("16.80");
    assertThat(get("/api/v1/costs/summary", "workload", "comfyui").path("cost").asString())
        .isEqualTo("0.2007");
  }

  @Test
  void aMemberSeesTheirOwnCost() {
    String alice = api.tokens().member(TENANT, "alice");

    Answer own = api.get(alice, "/api/v1/costs/summary", RANGE);

    assertThat(own.json().path("parts").path("trained").asString()).isEqualTo("0");
    assertThat(api.get(alice, "/api/v1/costs/summary", "user_id", "bob").status()).isEqualTo(403);
  }

  @Test
  void recordsShowTheirCostAndPrice() {
    JsonNode record = get("/api/v1/model-calls/records/req-1");
    assertThat(record.path("cost").asString()).isEqualTo("0.0033");
    assertThat(record.path("price_id").asString()).isEqualTo("gpt-4o");
    assertThat(get("/api/v1/model-calls/records/req-3").path("cost").isNull()).isTrue();
    assertThat(get("/api/v1/comfyui/records/task-1").path("cost").asString()).isEqualTo("0.0059");
  }

  @Test
  void fillsMissingPartsOfEstimatesWithMedians() {
    JsonNode answer =
        post("/api/v1/costs:estimate", "{\"model\":\"gpt-4o\",\"calls_per_day\":1000,\"days\":10}")
            .json();

    assertThat(answer.path("assumptions").path("input_tokens").toString())
        .isEqualTo("{\"value\":929,\"from\":\"median\"}");
    // The tokens of 95 calls over the 92 of which they are known.
    assertThat(answer.path("per_call").asString()).isEqualTo("0.003098");
    assertThat(answer.path("cost").asString()).isEqualTo("30.98");
    assertThat(
            post("/api/v1/costs:estimate", "{\"model\":\"unused\"}")
                .json()
                .path("entry")
                .asString())
        .isEqualTo("input_tokens");
    assertThat(
            post("/api/v1/costs:estimate", "{\"workflow_id\":\"wf-12\",\"runs_per_day\":100}")
                .json()
                .path("price_id")
                .asString())
        .isEqualTo("runs");
  }

  @Test
  void rejectsEstimatesOfMoreCachedTokensThanInput() {
    String call = "{'model':'gpt-4o','calls_per_day':1,'output_tokens':0,'input_tokens':100,";
    String cached = "'cache_read_tokens':60,'cache_write_tokens':";

    assertThat(post("/api/v1/costs:estimate", (call + cached + "40}").replace('\'', '"')).status())
        .isEqualTo(200);
    Answer more = post("/api/v1/costs:estimate", (call + cached + "41}").replace('\'', '"'));
    assertThat(more.status()).isEqualTo(400);
    assertThat(more.json().path("entry").asString()).isEqualTo("cache_write_tokens");
  }

  @Test
  void rejectsAnImportIntoAListInAnotherCurrency() {
    String tenant = "cost-import";
    String admin = api.tokens().superAdmin(tenant, "root");
    String path = "/api/v1/price-lists/own";
    String file = "{\"gpt-4o\": {\"input_cost_per_token\": 2.5e-06}}";
    assertThat(api.send(admin, "PUT", path, LIST.replace("\"USD\"", "\"CNY\"")).status())
        .isIn(200, 201);

    Answer answer = api.send(admin, "PUT", path + ":import", file);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("CNY");
    assertThat(api.send(admin, "PUT", path + "-usd:import", file).status()).isEqualTo(200);
  }

  @Test
  void checkShowsHowCostsWouldChangeAndWritesNothing() {
    JsonNode answer =
        post("/api/v1/price-lists/main:check", LIST.replace("\"2.00\"", "\"4.00\"")).json();

    assertThat(answer.path("difference").asString()).isEqualTo("0.114");
    assertThat(answer.path("models").path(0).path("model").asString()).isEqualTo("gpt-4o");
    assertThat(get("/api/v1/price-lists/main").path("revision").asLong()).isEqualTo(1);
    Answer moved =
        api.send(
            api.request(
                    root(),
                    "/api/v1/price-lists/main:check",
                    "move_from",
                    "tuned-qwen",
                    "move_to",
                    "gpt-4o")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    assertThat(moved.json().path("difference").asString()).isEqualTo("0.036");
  }

  @Test
  void rejectsAListWholeAndNamesBothPrices() {
    Answer answer =
        put(
            "/api/v1/price-lists/main",
            LIST.replace(
                "{\"id\": \"runs\"",
                "{\"id\": \"twin\", \"match\": {\"model\": \"gpt-4o\"},"
                    + " \"per_million\": {\"input\": \"1\"}}, {\"id\": \"runs\""));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("entry").asString()).isEqualTo("prices[1]");
    assertThat(answer.json().path("detail").asString()).contains("'gpt-4o'", "'twin'");
    assertThat(get("/api/v1/costs/summary").path("cost").asString()).isEqualTo("17.2857");
  }

  @Test
  void withoutAPriceListEveryCostIsUnknown() {
    SampleTenant.index(api, "no-prices-tenant", "");
    String root = api.tokens().superAdmin("no-prices-tenant", "root");

    JsonNode answer = api.get(root, "/api/v1/costs/summary", RANGE).json();

    assertThat(answer.path("cost").isNull()).isTrue();
    assertThat(answer.path("currency").isNull()).isTrue();
    assertThat(answer.path("unpriced").path("calls").asLong()).isEqualTo(128);
    assertThat(api.get(root, "/api/v1/model-calls/summary", RANGE).json().has("cost")).isFalse();
  }

  @Test
  void missingPricesAreListedByModel() {
    JsonNode models = get("/api/v1/costs/unpriced").path("models");

    assertThat(models.path(0).path("model").asString()).isEqualTo("tuned-qwen");
    assertThat(models.path(0).path("calls").asLong()).isEqualTo(12);
    assertThat(models).hasSize(2);
  }

  private static BigDecimal sum(JsonNode items) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode item : items) {
      sum = sum.add(decimal(item.path("value")));
    }
    return sum;
  }

  private static BigDecimal decimal(JsonNode text) {
    return text.isNull() ? BigDecimal.ZERO : new BigDecimal(text.asString());
  }

  private static JsonNode get(String path, String... parameters) {
    boolean ranged = path.startsWith("/api/v1/costs");
    String[] all = new String[(ranged ? RANGE.length : 0) + parameters.length];
    if (ranged) {
      System.arraycopy(RANGE, 0, all, 0, RANGE.length);
    }
    System.arraycopy(parameters, 0, all, all.length - parameters.length, parameters.length);
    return api.readJson(root(), path, all);
  }

  private static Answer put(String path, String body) {
    return api.send(root(), "PUT", path, body);
  }

  private static Answer post(String path, String body) {
    return api.send(root(), "POST", path, body);
  }

  private static String root() {
    return api.tokens().superAdmin(TENANT, "root");
  }
}
