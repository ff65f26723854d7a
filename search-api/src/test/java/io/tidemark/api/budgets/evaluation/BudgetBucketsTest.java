/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LowBucketLimit;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.pricing.PriceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Budgets whose answers have more buckets than a cluster puts into one. */
@Tag("node")
class BudgetBucketsTest {

  private static final Instant START = Instant.parse("2026-03-10T20:00:00Z");
  private static final int HOURS = 30;

  /** Less than the accounts of a budget, and than the hours of one. */
  private static final int MOST_BUCKETS = 20;

  private static final int MODELS = 5;
  private static final int CHANGES = 4;

  private static final String RULES =
      "{\"rules\": [{\"id\": \"a\", \"match\": {\"user_id\": \"u0\"}, \"shares\": \"apps\"},"
          + " {\"id\": \"b\", \"match\": {\"user_id\": \"u1*\"}, \"shares\": {\"apps\": \"0.5\","
          + " \"data\": \"0.5\"}}]}";

  @ParameterizedTest
  // Users of the usage after a crossing are ranked in one page.
  @CsvSource({"user_id,25", "none,10", "department,25"})
  void splitsSearches(String per, int users) {
    BudgetWorld world = new BudgetWorld("buckets-" + per.replace('_', '-'));
    List<IndexedDocument> usage = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      for (int hour = 0; hour < HOURS; hour++) {
        String start = START.plusSeconds(hour * 3_600L).toString();
        usage.add(
            world.document(
                IndexFamily.MODEL_CALLS_HOURLY,
                user + "-" + hour,
                "u" + user,
                start,
                "total_tokens",
                user + hour));
      }
    }
    world.api.index(usage);
    String body = putBudget(world, per, "total_tokens");
    String status = readStatus(world);
    JsonNode simulated = simulate(world, body);
    assertThat(simulated.toString()).contains("crossings");

    LowBucketLimit.run(
        world.api,
        MOST_BUCKETS,
        () -> {
          assertThat(readStatus(world)).isEqualTo(status);
          assertThat(simulate(world, body)).isEqualTo(simulated);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_id", "none", "department"})
  void splitsSearchesOfOneAccount(String per) {
    BudgetWorld world = new BudgetWorld("buckets-cost-" + per.replace('_', '-'));
    List<IndexedDocument> usage = new ArrayList<>();
    for (String user : List.of("u0", "u1")) {
      for (int hour = 0; hour < HOURS; hour++) {
        String start = START.plusSeconds(hour * 3_600L).toString();
        for (int model = 0; model < MODELS; model++) {
          String id = user + '-' + hour + '-' + model;
          IndexedDocument document =
              world.document(
                  IndexFamily.MODEL_CALLS_HOURLY, id, user, start, "input_tokens", 1_000_000);
          String key = PriceKey.join(null, "m" + model, null, null, null);
          document.source().put("model", "m" + model).put(PriceKey.FIELD, key).put("calls", 1);
          usage.add(document);
        }
      }
    }
    world.api.index(usage);
    world.put("price-lists/trial", createPrices());
    putBudget(world, per, "cost");
    String status = readStatus(world);
    assertThat(status).contains("\"used\":");

    LowBucketLimit.run(
        world.api, MOST_BUCKETS, () -> assertThat(readStatus(world)).isEqualTo(status));
  }

  /** Prices that change in the usage: one account uses more of them than an answer may have. */
  private static String createPrices() {
    List<String> prices = new ArrayList<>();
    for (int change = 0; change < CHANGES; change++) {
      Instant from = START.plusSeconds((change - 1) * 28_800L);
      Instant to = START.plusSeconds(change * 28_800L);
      prices.add(
          "{\"id\": \"p%d\", \"match\": {\"model\": \"m*\"}, \"valid_from\": \"%s\",%s"
                  .formatted(
                      change, from, change == CHANGES - 1 ? "" : " \"valid_to\": \"" + to + "\",")
              + " \"per_million\": {\"input\": \""
              + (change + 1)
              + "\"}}");
    }
    return "{\"currency\": \"USD\", \"default\": true, \"prices\": ["
        + String.join(", ", prices)
        + "]}";
  }

  private static String putBudget(BudgetWorld world, String per, String measure) {
    world.put("allocations/main", RULES);
    String body =
        BudgetWorld.bodyWithoutChannels("model-calls", measure)
            .replace("user_id", per)
            .replace("\"1000\"", measure.equals("cost") ? "\"100000\"" : "\"1000\"")
            .replace("\"day\"", "\"week\"");
    world.put("budgets/dev", body);
    return body;
  }

  private static String readStatus(BudgetWorld world) {
    JsonNode budget = world.failedStatus();
    assertThat(budget.path("accounts")).as(budget.toString()).isNotEmpty();
    assertThat(budget.path("reason").asString("")).as(budget.toString()).isEmpty();
    return budget.toString();
  }

  private static JsonNode simulate(BudgetWorld world, String body) {
    return world.send("POST", world.root(), "budgets:simulate", body).json();
  }
}
