/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.MoneySample;
import io.tidemark.model.index.IndexFamily;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Budgets of money count the cost that the page shows. */
@Tag("node")
class BudgetCostTest {

  private static final String HOUR = "2026-03-12T09:00:00Z";

  @Test
  void firesLevelsOfCostByUser() {
    BudgetWorld world = new BudgetWorld("budget-cost");
    world.put("price-lists/trial", MoneySample.PRICES);
    world.put(
        "budgets/spend",
        BudgetWorld.body("model-calls", "cost")
            .replace("\"amount\": \"1000\"", "\"amount\": \"10.5\"")
            .replace("\"channels\": [\"ops\"]", "\"channels\": []"));
    priced(world, "a", "alice", 2_000_000, 600_000);
    priced(world, "b", "bob", 100_000, 0);

    world.instance().evaluateDue();
    JsonNode budget = world.failedStatus();

    assertThat(used(budget, "alice")).isEqualByComparingTo("11");
    assertThat(used(budget, "bob")).isEqualByComparingTo("0.25");
    JsonNode cost =
        world
            .api
            .get(
                world.root(),
                "/api/v1/costs/summary?from=2026-03-11T16:00:00Z&to=2026-03-12T10:00:00Z")
            .json();
    assertThat(new BigDecimal(cost.path("cost").asString())).isEqualByComparingTo("11.25");
  }

  @Test
  void rejectsCostWithoutPrices() {
    BudgetWorld world = new BudgetWorld("budget-no-prices");

    Answer answer =
        world.send("PUT", world.root(), "budgets/spend", BudgetWorld.body("model-calls", "cost"));

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void rejectsCostOfWorkloadsWithoutPrices() {
    BudgetWorld world = new BudgetWorld("budget-agents");
    world.put("price-lists/trial", MoneySample.PRICES);

    Answer answer =
        world.send("PUT", world.root(), "budgets/spend", BudgetWorld.body("coding-agents", "cost"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("measure");
  }

  private static BigDecimal used(JsonNode budget, String user) {
    for (JsonNode account : budget.path("accounts")) {
      if (account.path("value").asString().equals(user)) {
        return new BigDecimal(account.path("used").asString());
      }
    }
    throw new AssertionError("no account of " + user + " in " + budget);
  }

  private static void priced(BudgetWorld world, String id, String user, long input, long output) {
    ObjectNode source = JsonMapper.shared().createObjectNode();
    source.put("hour", HOUR).put("window_minutes", 60).put("tenant_id", world.tenant);
    source.put("user_id", user).put("model", "gpt-4o").put("calls", 1);
    source.put("price_key", "\u241Fgpt-4o\u241F\u241F\u241F");
    source.put("input_tokens", input).put("output_tokens", output);
    source.put("total_tokens", input + output).put("final", false).put("revision", 0);
    source.put("updated_at", "2026-03-12T10:00:00Z");
    world.api.index(
        List.of(
            new IndexedDocument(
                IndexFamily.MODEL_CALLS_HOURLY.indexAt(Instant.parse(HOUR).toEpochMilli()),
                world.tenant + '-' + id,
                source)));
  }
}
