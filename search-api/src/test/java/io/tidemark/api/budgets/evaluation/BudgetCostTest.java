/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.MoneySample;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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
    priced(world, "alice", 2_000_000, 600_000);
    priced(world, "bob", 100_000, 0);

    world.instance().evaluateDue();
    JsonNode budget = world.failedStatus();

    assertThat(used(budget, "alice")).isEqualByComparingTo("11");
    assertThat(budget.path("currency").asString()).isEqualTo("USD");
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

  /** As daily rates of exchange make of a year. */
  @Test
  void countsPeriodsWithManyPrices() {
    BudgetWorld world = new BudgetWorld("budget-many-prices");
    Instant first = Instant.parse("2026-03-01T00:00:00Z");
    world.put("price-lists/trial", createHourlyPrices(first, 250));
    world.put(
        "budgets/spend",
        BudgetWorld.bodyWithoutChannels("model-calls", "cost")
            .replace("Asia/Shanghai", "UTC")
            .replace("\"day\"", "\"month\""));
    for (int hour : new int[] {0, 100, 249}) {
      String start = first.plus(Duration.ofHours(hour)).toString();
      MoneySample.index(world.api, world.tenant, "alice", start, 1_000_000, 0);
    }

    world.instance().evaluateDue();

    // The price of each hour is one more than that of the hour before.
    assertThat(used(world.failedStatus(), "alice")).isEqualByComparingTo("352");
    for (String route : List.of("summary?", "distribution?group_by=user&", "trend?interval=day&")) {
      String path = "/api/v1/costs/" + route + "from=2026-03-01T00:00:00Z&to=2026-03-12T10:00:00Z";
      Answer answer = world.api.get(world.root(), path);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
    JsonNode summary =
        world
            .api
            .get(
                world.root(),
                "/api/v1/costs/summary?from=2026-03-01T00:00:00Z&to=2026-03-12T10:00:00Z")
            .json();
    assertThat(new BigDecimal(summary.path("cost").asString())).isEqualByComparingTo("352");
  }

  private static String createHourlyPrices(Instant first, int hours) {
    List<String> prices = new ArrayList<>();
    for (int i = 0; i < hours; i++) {
      Instant from = first.plus(Duration.ofHours(i));
      prices.add(
          ("{\"id\": \"p%d\", \"match\": {\"model\": \"gpt-4o\"}, \"valid_from\": \"%s\","
                  + " \"valid_to\": \"%s\", \"per_million\": {\"input\": \"%d\"}}")
              .formatted(i, from, from.plus(Duration.ofHours(1)), i + 1));
    }
    return "{\"currency\": \"USD\", \"default\": true, \"prices\": ["
        + String.join(",", prices)
        + "]}";
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

  private static void priced(BudgetWorld world, String user, long input, long output) {
    MoneySample.index(world.api, world.tenant, user, HOUR, input, output);
  }
}
