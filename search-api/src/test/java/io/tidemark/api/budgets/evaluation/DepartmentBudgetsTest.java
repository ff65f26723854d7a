/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.model.index.IndexFamily;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Budgets of departments, over a real Elasticsearch node. */
@Tag("node")
class DepartmentBudgetsTest {

  private static final String CHANNEL =
      """
      {"type": "webhook", "url": "https://hooks.example.invalid/x", "secret": "file:ops"}
      """;

  private static final String RULES =
      """
      {"rules": [
        {"id": "labs", "match": {"project_id": "lab*"}, "shares": {"research": "0.75", "sales": "0.25"}},
        {"id": "old", "match": {"user_id": "bob"}, "shares": "sales", "valid_to": "2026-03-12T08:00:00Z"},
        {"id": "bob", "match": {"user_id": "bob"}, "shares": "research"}]}
      """;

  @Test
  void countsUsageForDepartmentsByTheirShares() {
    BudgetWorld world = createWorld("departments-used");
    world.put("budgets/dev", body("department", ""));
    world.put("budgets/sales", body("none", ", \"department\": [\"sales\"]"));

    world.instance().evaluateDue();
    world.evaluateByApi();

    // 600 divide into 450 and 150. Bob: 90 before the rule changed, 400 after it. No rule takes
    // carol's.
    assertThat(used(world, "dev")).isEqualTo(Map.of("research", "850", "sales", "240"));
    assertThat(used(world, "sales")).isEqualTo(Map.of("", "240"));
    assertThat(world.messages()).containsExactly("dev/research 80");
    JsonNode data = world.documents("tidemark-messages").get(0).path("data");
    assertThat(data.path("value").asString()).isEqualTo("research");
  }

  @Test
  void simulatesAccountsOfDepartments() {
    BudgetWorld world = createWorld("departments-simulated");

    JsonNode simulated =
        world.send("POST", world.root(), "budgets:simulate", body("department", "")).json();

    assertThat(simulated.path("crossings").asInt()).as(simulated.toString()).isEqualTo(1);
    assertThat(simulated.path("periods").toString())
        .contains("\"value\":\"research\",\"level\":80");
  }

  @Test
  void rejectsDepartmentsThatNoRuleGivesUsageTo() {
    BudgetWorld world = new BudgetWorld("departments-none");
    world.put("channels/ops", CHANNEL);
    assertThat(fault(world, body("department", ""))).isEqualTo("per");
    world.put("allocations/all", RULES);
    assertThat(fault(world, body("none", ", \"department\": \"legal\"")))
        .isEqualTo("match.department");
    assertThat(fault(world, body("user_id", ", \"department\": \"sales\""))).isEqualTo("per");
    assertThat(fault(world, body("department", ", \"department\": []")))
        .isEqualTo("match.department");
  }

  private static String fault(BudgetWorld world, String body) {
    Answer answer = world.send("PUT", world.root(), "budgets/dev", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    return answer.json().path("entry").asString();
  }

  private static String body(String per, String match) {
    return BudgetWorld.body("model-calls", "total_tokens")
        .replace("\"user_id\"", '"' + per + '"')
        .replace("\"model-calls\"", "\"model-calls\"" + match);
  }

  private static BudgetWorld createWorld(String tenant) {
    BudgetWorld world = new BudgetWorld(tenant);
    world.put("channels/ops", CHANNEL);
    world.put("allocations/all", RULES);
    IndexedDocument lab =
        world.document(
            IndexFamily.MODEL_CALLS_HOURLY,
            "lab",
            "alice",
            "2026-03-12T09:00:00Z",
            "total_tokens",
            600);
    lab.source().put("project_id", "lab-7");
    world.api.index(List.of(lab));
    world.calls("b1", "bob", "2026-03-12T07:00:00Z", 90);
    world.calls("b2", "bob", "2026-03-12T08:00:00Z", 400);
    world.calls("c", "carol", "2026-03-12T08:00:00Z", 5_000);
    return world;
  }

  private static Map<String, String> used(BudgetWorld world, String id) {
    Map<String, String> used = new TreeMap<>();
    for (JsonNode budget : world.status().path("budgets")) {
      if (budget.path("budget").asString().equals(id)) {
        budget
            .path("accounts")
            .forEach(
                account ->
                    used.put(
                        account.path("value").isNull() ? "" : account.path("value").asString(),
                        account.path("used").asString()));
      }
    }
    return used;
  }
}
