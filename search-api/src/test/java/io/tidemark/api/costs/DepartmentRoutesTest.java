/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.SampleTenant;
import io.tidemark.api.live.Tokens;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Costs of a small tenant by department, with fixed costs and a pool. */
@Tag("node")
class DepartmentRoutesTest {

  private static final String TENANT = "departments-tenant";
  private static final String DEPARTMENTS = "/api/v1/costs/distribution";

  private static final String LIST =
      """
      {"currency": "USD", "default": true, "prices": [
        {"id": "gpt-4o", "match": {"model": "gpt-4o"},
         "per_million": {"input": "2.00", "cache_read": "1.00", "output": "10.00"}},
        {"id": "runs", "match": {"workload": "comfyui"}, "per_hour": {"run": "3.60"}},
        {"id": "tuning", "match": {"workload": "training"}, "per_million": {"trained": "14.00"}}]}
      """;

  private static final String ALICE =
      "{\"id\": \"alice\", \"match\": {\"user_id\": \"al*\"},"
          + " \"shares\": {\"apps\": \"0.7\", \"data\": \"0.3\"}}";
  private static final String TRAINING =
      "{\"id\": \"training\", \"match\": {\"workload\": \"training\"}, \"shares\": \"research\"}";
  private static final String ALL_RUNS =
      "{\"id\": \"runs\", \"match\": {\"workload\": \"comfyui\", \"user_id\": [\"alice\", \"bob\"]},"
          + " \"shares\": \"studio\"}";

  private static LiveApi api;
  private final List<String> stored = new ArrayList<>();

  @BeforeAll
  static void index() {
    api = LiveApi.shared();
    SampleTenant.index(api, TENANT, "");
    assertThat(send("PUT", "/api/v1/price-lists/main", LIST).status()).isIn(200, 201);
  }

  @AfterEach
  void deleteSettings() {
    stored.forEach(path -> assertThat(send("DELETE", path, "").status()).isEqualTo(200));
  }

  @Test
  void theFirstRuleThatFitsTakesTheUsage() {
    putRules(ALICE, TRAINING, ALL_RUNS);

    Map<String, BigDecimal> rows = usageRows(departments());

    // alice: 0.285 for calls and 66.9 s of runs at 3.60 an hour; bob: runs, carol: the others.
    assertThat(rows.get("apps")).isEqualByComparingTo("0.24633");
    assertThat(rows.get("data")).isEqualByComparingTo("0.10557");
    assertThat(rows.get("research")).isEqualByComparingTo("16.80");
    assertThat(rows.get("studio")).isEqualByComparingTo("0.0669");
    assertThat(rows.get("unallocated")).isEqualByComparingTo("0.0669");
    assertThat(sum(rows))
        .isEqualByComparingTo(get("/api/v1/costs/summary").path("cost").asString());
  }

  @Test
  void removingARuleMovesExactlyItsSumToUnallocated() {
    putRules(ALICE, TRAINING);
    Map<String, BigDecimal> before = usageRows(departments());
    putRules(TRAINING);
    Map<String, BigDecimal> after = usageRows(departments());

    BigDecimal moved = before.get("apps").add(before.get("data"));
    assertThat(after.get("unallocated").subtract(before.get("unallocated")))
        .isEqualByComparingTo(moved);
    assertThat(after).doesNotContainKeys("apps", "data");
    assertThat(after.get("research")).isEqualByComparingTo(before.get("research"));
  }

  @Test
  void withoutRulesEverythingIsUnallocated() {
    JsonNode answer = departments();

    assertThat(answer.path("groups")).hasSize(1);
    assertThat(usageRows(answer).get("unallocated"))
        .isEqualByComparingTo(get("/api/v1/costs/summary").path("cost").asString());
  }

  @Test
  void rulesHoldForTheWindowsOfTheirTime() {
    putRules(ALICE.replace("\"match\"", "\"valid_from\": \"2026-03-12T09:00:00Z\", \"match\""));

    // 55 of 95 calls of alice are later.
    assertThat(usageRows(departments()).get("apps")).isEqualByComparingTo("0.1155");
  }

  @Test
  void appliesManyRules() {
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      rules.add(ALICE.replace("\"alice\"", "\"r" + i + '"').replace("al*", "user-" + i));
    }
    rules.add(ALICE);
    putRules(rules.toArray(String[]::new));

    Map<String, BigDecimal> rows = usageRows(departments());
    assertThat(rows.get("apps")).isEqualByComparingTo("0.24633");
    assertThat(sum(rows))
        .isEqualByComparingTo(get("/api/v1/costs/summary").path("cost").asString());
    assertThat(cost("department", "apps")).isEqualByComparingTo("0.24633");
  }

  @Test
  void fixedCostsStandOnRowsOfTheirOwn() {
    putRules(ALICE, TRAINING);
    Map<String, BigDecimal> usage = usageRows(departments());
    put("/api/v1/fixed-costs/power", fixedCost("Power", "\"by_cost\""));
    put("/api/v1/fixed-costs/people", fixedCost("People", "\"to\", \"to\": \"ops\""));

    JsonNode answer = departments();

    assertThat(usageRows(answer)).isEqualTo(usage);
    Map<String, BigDecimal> power = rows(answer, "fixed_cost", "Power");
    assertThat(power).containsOnlyKeys("apps", "data", "research");
    assertThat(sum(power)).isEqualByComparingTo("2");
    assertThat(rows(answer, "fixed_cost", "People").get("ops")).isEqualByComparingTo("2");
    JsonNode summary = get("/api/v1/costs/summary");
    assertThat(summary.path("fixed_costs").asString()).isEqualTo("4.00");
    assertThat(new BigDecimal(answer.path("total").asString()))
        .isEqualByComparingTo(
            new BigDecimal(summary.path("cost").asString()).add(new BigDecimal("4")));
    assertThat(get("/api/v1/costs/summary", "model", "gpt-4o").path("fixed_costs").isNull())
        .isTrue();
  }

  @Test
  void partsOfAPoolAndIdleAddUpToItsCost() {
    putRules(ALICE);
    put(
        "/api/v1/pools/own",
        "{\"name\": \"Own\", \"models\": [\"gpt*\", \"claude\"], \"gpus\": \"2\","
            + " \"price_per_gpu_hour\": \"1.50\", \"currency\": \"USD\", \"capacity\": \"1000000\"}");

    JsonNode answer = departments();

    // 42,000 and 57,750 of a million tokens in each of two hours at 3.00.
    Map<String, BigDecimal> used = rows(answer, "pool", "Own");
    assertThat(used.get("apps")).isEqualByComparingTo("0.209475");
    assertThat(used.get("data")).isEqualByComparingTo("0.089775");
    Map<String, BigDecimal> idle = rows(answer, "idle", "Own");
    assertThat(idle).containsOnlyKeys("idle");
    assertThat(sum(used).add(sum(idle))).isEqualByComparingTo("6");
    assertThat(get("/api/v1/costs/summary").path("pools").asString()).isEqualTo("6.00");
  }

  @Test
  void pointsOfDepartmentsAddUpToTheirRows() {
    putRules(ALICE, TRAINING, ALL_RUNS);
    put("/api/v1/fixed-costs/power", fixedCost("Power", "\"even\""));
    Map<String, BigDecimal> rows = usageRows(departments());

    JsonNode answer = get("/api/v1/costs/trend", "group_by", "department", "limit", "2");

    Map<String, BigDecimal> points = new TreeMap<>();
    for (JsonNode series : answer.path("series")) {
      String key = series.path("kind").asString() + ' ' + series.path("key").asString("");
      for (JsonNode point : series.path("points")) {
        points.merge(key, decimal(point.path("value")), BigDecimal::add);
      }
    }
    assertThat(points.get("group research")).isEqualByComparingTo(rows.get("research"));
    assertThat(points.get("group apps")).isEqualByComparingTo(rows.get("apps"));
    assertThat(points.get("group unallocated")).isEqualByComparingTo(rows.get("unallocated"));
    assertThat(points.get("other ")).isEqualByComparingTo(rows.get("data").add(rows.get("studio")));
    assertThat(points.get("fixed_cost Power")).isEqualByComparingTo("2");
  }

  @Test
  void filtersByDepartmentGiveTheRowsOfTheDistribution() {
    long seed = Long.getLong("tidemark.seed", new Random().nextLong());
    putRules(randomRules(new Random(seed)));
    Map<String, BigDecimal> rows = usageRows(departments());
    for (Map.Entry<String, BigDecimal> row : rows.entrySet()) {
      String context = "seed %d, %s".formatted(seed, row);
      assertFilterGives(context, row.getValue(), "department", row.getKey());
      assertThat(cost("not_department", row.getKey()))
          .as(context)
          .isEqualByComparingTo(sum(rows).subtract(row.getValue()));
    }
    BigDecimal both = rows.get("c").add(rows.get("unallocated"));
    assertFilterGives("seed " + seed, both, "department", "c", "department", "unallocated");
  }

  private static String[] randomRules(Random random) {
    List<String> matches =
        List.of(
            "{\"user_id\": \"al*\"}",
            "{\"user_id\": [\"bob\", \"carol\"]}",
            "{\"workload\": \"training\"}",
            "{\"workload\": \"comfyui\", \"user_id\": \"alice\"}",
            "{\"model\": \"gpt*\"}",
            "{\"workload\": \"model-calls\"}");
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int share = 1 + random.nextInt(998);
      rules.add(
          "{\"id\": \"r%d\", \"match\": %s, \"shares\": {\"%s\": \"0.%03d\", \"c\": \"0.%03d\"}%s}"
              .formatted(
                  i,
                  matches.get(random.nextInt(matches.size())),
                  random.nextBoolean() ? "a" : "b",
                  share,
                  1_000 - share,
                  random.nextBoolean() ? "" : ", \"valid_from\": \"2026-03-12T09:00:00Z\""));
    }
    return rules.toArray(String[]::new);
  }

  /** Sums over each grouping and over time, and the rows of departments. */
  private static void assertFilterGives(String context, BigDecimal row, String... filters) {
    assertThat(cost(filters)).as(context).isEqualByComparingTo(row);
    for (String group : List.of("workload", "model", "token_class", "department")) {
      String[] more = join(filters, "group_by", group);
      JsonNode answer = get(DEPARTMENTS, more);
      assertThat(decimal(answer.path("total"))).as(context + more[3]).isEqualByComparingTo(row);
      BigDecimal points = BigDecimal.ZERO;
      for (JsonNode series : get("/api/v1/costs/trend", more).path("series")) {
        for (JsonNode point : series.path("points")) {
          points = points.add(decimal(point.path("value")));
        }
      }
      assertThat(points).as(context + " by " + group).isEqualByComparingTo(row);
    }
  }

  @Test
  void meansOfADepartmentAreThoseOfItsUsage() {
    putRules(
        "{\"id\": \"all\", \"match\": {\"workload\": \"*\"}, \"shares\": {\"a\": \"0.25\", \"b\": \"0.75\"}}");

    JsonNode all = get("/api/v1/costs/summary");
    JsonNode part = get("/api/v1/costs/summary", "department", "a");

    assertThat(decimal(part.path("cost")).multiply(new BigDecimal(4)))
        .isEqualByComparingTo(decimal(all.path("cost")));
    assertThat(part.path("cost_per_call")).isEqualTo(all.path("cost_per_call"));
    assertThat(part.path("cost_per_million_tokens")).isEqualTo(all.path("cost_per_million_tokens"));
    assertThat(part.path("unpriced")).isEqualTo(all.path("unpriced"));
    assertThat(get("/api/v1/costs/summary", "department", "nowhere").path("cost").isNull())
        .isTrue();
  }

  @Test
  void financeSeesDepartmentsAndMembersDoNot() {
    putRules(ALICE, TRAINING);
    String finance =
        api.tokens()
            .sign(Tokens.claims(TENANT, "fiona").claim("roles", List.of("finance")).build());
    String member = api.tokens().member(TENANT, "alice");

    assertThat(usageRows(departments(finance))).isEqualTo(usageRows(departments()));
    for (String path : List.of(DEPARTMENTS, "/api/v1/costs/trend")) {
      for (String parameter : List.of("group_by", "not_department")) {
        assertThat(api.get(member, path, parameters(parameter, "department")).status())
            .isEqualTo(403);
      }
    }
    // Without departments finance sees what every member sees.
    JsonNode own = api.get(finance, "/api/v1/costs/summary", parameters()).json();
    assertThat(own.path("cost").isNull()).isTrue();
  }

  private static String fixedCost(String name, String spread) {
    // March has 744 hours.
    return "{\"name\": \"%s\", \"per\": \"month\", \"amount\": \"744\", \"currency\": \"USD\", \"spread\": %s}"
        .formatted(name, spread);
  }

  private static BigDecimal cost(String... filters) {
    return decimal(get("/api/v1/costs/summary", filters).path("cost"));
  }

  private static String[] join(String[] all, String... more) {
    return Stream.concat(Stream.of(all), Stream.of(more)).toArray(String[]::new);
  }

  private static JsonNode departments() {
    return departments(root());
  }

  private static JsonNode departments(String token) {
    return api.readJson(token, DEPARTMENTS, parameters("group_by", "department"));
  }

  private static Map<String, BigDecimal> usageRows(JsonNode answer) {
    return rows(answer, "usage", null);
  }

  private static Map<String, BigDecimal> rows(JsonNode answer, String kind, String name) {
    Map<String, BigDecimal> rows = new TreeMap<>();
    for (JsonNode group : answer.path("groups")) {
      if (group.path("kind").asString().equals(kind)
          && (name == null || group.path("name").asString("").equals(name))) {
        rows.put(group.path("key").path("department").asString(), decimal(group.path("value")));
      }
    }
    return rows;
  }

  private static BigDecimal sum(Map<String, BigDecimal> rows) {
    return rows.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal decimal(JsonNode text) {
    return text.isNull() ? BigDecimal.ZERO : new BigDecimal(text.asString());
  }

  private void putRules(String... rules) {
    put("/api/v1/allocations/main", "{\"rules\": [" + String.join(",", rules) + "]}");
  }

  private void put(String path, String body) {
    Answer answer = send("PUT", path, body);
    assertThat(answer.status()).as(answer.text()).isIn(200, 201);
    if (!stored.contains(path)) {
      stored.add(path);
    }
  }

  private static Answer send(String method, String path, String body) {
    return api.send(root(), method, path, body);
  }

  private static JsonNode get(String path, String... more) {
    return api.readJson(root(), path, parameters(more));
  }

  private static String[] parameters(String... more) {
    List<String> all =
        new ArrayList<>(List.of("from", "2026-03-12T08:00:00Z", "to", "2026-03-12T10:00:00Z"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static String root() {
    return api.tokens().superAdmin(TENANT, "root");
  }
}
