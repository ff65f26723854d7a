/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.MoneySample;
import io.tidemark.api.settings.SettingSample;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.index.PermanentIndex;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Budgets over the past: ended periods and simulation, over a real Elasticsearch node. */
@Tag("node")
class BudgetPastTest {

  @Test
  void archivesEndedPeriodsOnceTheyAreFinalWithTheirLevels() {
    BudgetWorld world = BudgetWorld.create("past-archive", "model-calls", "total_tokens");
    world.calls("a", "alice", "2026-03-12T08:00:00Z", 850);
    world.calls("b", "bob", "2026-03-12T08:00:00Z", 10);
    BudgetEvaluator one = world.instance();
    one.evaluateDue();
    // The day is over in Shanghai, but its hours are not final.
    world.clock.setTime(Instant.parse("2026-03-12T16:10:00Z"));
    one.evaluateDue();
    assertThat(periods(world)).isEmpty();
  }

  @Test
  void listsAccountsOfEndedPeriodsForThoseWhoMaySeeThem() {
    BudgetWorld world = BudgetWorld.create("past-list", "model-calls", "total_tokens");
    world.put(
        "budgets/dev",
        BudgetWorld.body("model-calls", "total_tokens").replace("Asia/Shanghai", "Asia/Dubai"));
    world.calls("a", "alice", "2026-03-12T08:00:00Z", 850);
    BudgetEvaluator evaluator = world.instance();
    evaluator.evaluateDue();
    world.finals = Instant.parse("2026-03-12T20:00:00Z");
    for (String now : List.of("2026-03-12T20:10:00Z", "2026-03-12T20:30:00Z")) {
      world.clock.setTime(Instant.parse(now));
      evaluator.evaluateDue();
      world.instance().evaluateDue();
    }

    JsonNode periods = periods(world);
    assertThat(periods.size()).isEqualTo(1);
    JsonNode period = periods.path(0);
    assertThat(period.path("from").asString()).isEqualTo("2026-03-11T20:00:00Z");
    assertThat(period.path("to").asString()).isEqualTo("2026-03-12T20:00:00Z");
    assertThat(period.path("value").asString()).isEqualTo("alice");
    assertThat(period.path("used").asString()).isEqualTo("850");
    assertThat(period.path("percent").asDouble()).isEqualTo(85.0);
    assertThat(period.path("levels").toString())
        .isEqualTo(
            "[{\"level\":80,\"projected\":false,\"late\":false,\"at\":\"2026-03-12T10:10:00Z\"}]");
    String path = "/api/v1/budgets/dev/periods";
    assertThat(world.api.get(world.member("alice"), path).json().path("periods").size())
        .isEqualTo(1);
    assertThat(world.api.get(world.member("bob"), path).json().path("periods").size()).isZero();
    assertThat(world.api.get(world.member("bob"), path, "value", "alice").status()).isEqualTo(404);

    world.put("budgets/dev", BudgetWorld.body("model-calls", "calls"));
    assertThat(periods(world).path(0).path("measure").asString()).isEqualTo("total_tokens");
  }

  @Test
  void archivesTheOnePeriodOfABudgetThatHasEnded() {
    BudgetWorld world = new BudgetWorld("past-once");
    storeOnce(world, "dev", "2026-03-12T10:00:00Z");
    storeOnce(world, "not-final", "2026-03-12T10:04:00Z");
    world.calls("a", "alice", "2026-03-12T08:00:00Z", 850);
    world.calls("b", "alice", "2026-03-12T06:00:00Z", 9_000);
    BudgetEvaluator evaluator = world.instance();
    world.clock.setTime(Instant.parse("2026-03-12T09:30:00Z"));
    evaluator.evaluateDue();
    assertThat(periods(world)).isEmpty();

    world.clock.setTime(Instant.parse("2026-03-12T10:05:00Z"));
    evaluator.evaluateDue();

    JsonNode period = periods(world).path(0);
    assertThat(period.path("to").asString()).isEqualTo("2026-03-12T10:00:00Z");
    assertThat(period.path("used").asString()).isEqualTo("850");
    assertThat(period.path("levels").path(0).path("level").asInt()).isEqualTo(80);
    assertThat(
            world.api.get(world.root(), "/api/v1/budgets/not-final/periods").json().path("periods"))
        .isEmpty();
  }

  private static void storeOnce(BudgetWorld world, String id, String end) {
    String body =
        BudgetWorld.bodyWithoutChannels("model-calls", "total_tokens")
            .replace(
                "\"day\"", "\"once\", \"from\": \"2026-03-12T07:00:00Z\", \"to\": \"" + end + '"');
    Instant created = Instant.parse("2026-03-12T07:00:00Z");
    SettingSample.store(world.api, "budget", world.tenant, id, body, created);
  }

  @Test
  void simulationSaysWhoUsedTheRest() {
    BudgetWorld world = new BudgetWorld("past-by-whom");
    world.calls("a", "alice", "2026-03-12T06:00:00Z", 1_000);
    world.calls("b", "bob", "2026-03-12T08:00:00Z", 300);
    world.calls("c", "alice", "2026-03-12T09:00:00Z", 40);
    String body = BudgetWorld.body("model-calls", "total_tokens");

    JsonNode crossing = firstCrossing(world, body.replace("user_id", "none"));

    assertThat(crossing.path("after").asString()).isEqualTo("340");
    assertThat(crossing.path("after_by").toString())
        .isEqualTo(
            "[{\"user_id\":\"bob\",\"used\":\"300\"},{\"user_id\":\"alice\",\"used\":\"40\"}]");
    assertThat(firstCrossing(world, body).has("after_by")).isFalse();
  }

  private static JsonNode firstCrossing(BudgetWorld world, String body) {
    JsonNode simulated = world.send("POST", world.root(), "budgets:simulate", body).json();
    for (JsonNode period : simulated.path("periods")) {
      if (!period.path("crossings").isEmpty()) {
        return period.path("crossings").path(0);
      }
    }
    throw new AssertionError("nothing crosses: " + simulated);
  }

  @Test
  void simulatesExactlyTheLevelsThatTheEvaluationLaterFires() {
    long seed = 20_260_310L;
    Random random = new Random(seed);
    BudgetWorld world = BudgetWorld.create("past-simulated", "model-calls", "total_tokens");
    Map<Instant, List<IndexedDocument>> hours = randomHours(world, random);
    BudgetEvaluator evaluator = world.instance();
    hours.forEach(
        (hour, documents) -> {
          world.api.index(documents);
          world.clock.setTime(hour.plus(Duration.ofMinutes(59)));
          evaluator.evaluateDue();
        });

    JsonNode simulated =
        world
            .send(
                "POST",
                world.root(),
                "budgets:simulate",
                BudgetWorld.body("model-calls", "total_tokens"))
            .json();
    List<String> expected = crossings(simulated);
    assertThat(expected).as("seed " + seed).hasSizeGreaterThan(5);
    assertThat(firedLevels(world)).as("seed " + seed).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(simulated.path("crossings").asInt()).isEqualTo(expected.size());
  }

  private static Map<Instant, List<IndexedDocument>> randomHours(BudgetWorld world, Random random) {
    Instant start = Instant.parse("2026-03-10T16:00:00Z");
    Map<Instant, List<IndexedDocument>> hours = new TreeMap<>();
    for (int hour = 0; hour < 42; hour++) {
      Instant time = start.plus(hour, ChronoUnit.HOURS);
      for (String user : List.of("alice", "bob", "carol")) {
        if (random.nextInt(3) == 0) {
          hours
              .computeIfAbsent(time, key -> new ArrayList<>())
              .add(
                  world.document(
                      IndexFamily.MODEL_CALLS_HOURLY,
                      user + hour,
                      user,
                      time.toString(),
                      "total_tokens",
                      random.nextInt(400)));
        }
      }
    }
    return hours;
  }

  private static List<String> crossings(JsonNode simulated) {
    List<String> expected = new ArrayList<>();
    for (JsonNode period : simulated.path("periods")) {
      for (JsonNode crossing : period.path("crossings")) {
        expected.add(
            crossing.path("at").asString()
                + ' '
                + crossing.path("value").asString()
                + ' '
                + crossing.path("level").asInt());
      }
    }
    return expected;
  }

  private static List<String> firedLevels(BudgetWorld world) {
    List<String> fired = new ArrayList<>();
    for (JsonNode level : world.documents("tidemark-budget-periods")) {
      if (level.path("entry").asString().equals("level")) {
        Instant at = Instant.parse(level.path("recorded_at").asString());
        fired.add(
            at.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS)
                + " "
                + level.path("value").asString()
                + ' '
                + level.path("level").asInt());
      }
    }
    return fired;
  }

  @Test
  void countsALongPeriodFromDaysAndThenFromHours() {
    BudgetWorld world = BudgetWorld.create("past-year", "model-calls", "total_tokens");
    // Hours are kept from 11 February on. The job keeps days of UTC.
    world.days("2026-01-01T00:00:00Z");
    try {
      world.day("a", "alice", "2026-01-05T00:00:00Z", "UTC", 1_000);
      world.day("b", "alice", "2026-02-10T00:00:00Z", "UTC", 200);
      world.day("c", "alice", "2026-02-11T00:00:00Z", "UTC", 7_000);
      world.day("d", "alice", "2026-01-05T00:00:00Z", "Asia/Shanghai", 7_000);
      world.day("e", "alice", "2025-12-31T00:00:00Z", "UTC", 7_000);
      world.calls("f", "alice", "2026-02-11T00:00:00Z", 30);
      world.calls("g", "alice", "2026-03-12T10:00:00Z", 4);
      world.put("budgets/dev", BudgetWorld.bodyOfYear("total_tokens").replace("1000", "10000"));

      JsonNode account = world.status().path("budgets").path(0).path("accounts").path(0);

      assertThat(account.path("used").asString()).isEqualTo("1234");
      assertThat(account.path("at_least").asString()).isEqualTo("1234");
      JsonNode crossing =
          firstCrossing(world, BudgetWorld.bodyOfYear("total_tokens").replace("1000", "1232"));
      assertThat(crossing.path("level").asInt()).isEqualTo(100);
      assertThat(crossing.path("at").asString()).isEqualTo("2026-03-12T11:00:00Z");
      assertThat(crossing.path("used").asString()).isEqualTo("1234");
      assertThat(crossing.path("after").asString()).isEqualTo("0");
    } finally {
      world.days(null);
    }
  }

  @Test
  void countsTheCostOfALongPeriodFromDaysToo() {
    BudgetWorld world = new BudgetWorld("past-cost");
    world.put("price-lists/trial", MoneySample.PRICES);
    world.days("2026-01-01T00:00:00Z");
    try {
      world.pricedDay("a", "alice", "2026-01-05T00:00:00Z", 2_000_000);
      MoneySample.index(world.api, world.tenant, "alice", "2026-03-12T09:00:00Z", 400_000, 0);
      world.put("budgets/spend", BudgetWorld.bodyOfYear("cost"));

      JsonNode account = world.status().path("budgets").path(0).path("accounts").path(0);

      assertThat(account.path("used").asString()).isEqualTo("6");
    } finally {
      world.days(null);
    }
  }

  @Test
  void listsPeriodsOfBudgetsOfTheirUsageForMembers() {
    BudgetWorld world = new BudgetWorld("past-own");
    world.put(
        "budgets/own",
        BudgetWorld.bodyWithoutChannels("model-calls", "total_tokens")
            .replace("\"model-calls\"", "\"model-calls\", \"user_id\": \"alice\"")
            .replace("\"per\": \"user_id\"", "\"per\": \"model\""));
    String path = "/api/v1/budgets/own/periods";

    assertThat(world.api.get(world.member("alice"), path, "value", "gpt-4o").status())
        .isEqualTo(200);
    assertThat(world.api.get(world.member("bob"), path, "value", "gpt-4o").status()).isEqualTo(404);
  }

  @Test
  void hidesPeriodsFromMembersOfWhichABudgetCountedAllUsage() {
    BudgetWorld world = new BudgetWorld("past-narrowed" + System.nanoTime());
    String whole = BudgetWorld.bodyWithoutChannels("model-calls", "total_tokens");
    world.put("budgets/own", whole);
    storePeriod(world, "2026-03-10T16:00:00Z", LiveApi.NOW);
    world.put(
        "budgets/own",
        whole
            .replace("\"model-calls\"", "\"model-calls\", \"user_id\": \"alice\"")
            .replace("\"per\": \"user_id\"", "\"per\": \"model\""));
    storePeriod(world, "2026-03-11T16:00:00Z", LiveApi.NOW.plus(Duration.ofDays(1)));
    String path = "/api/v1/budgets/own/periods";

    assertThat(world.api.get(world.root(), path).json().path("periods")).hasSize(2);
    JsonNode seen = world.api.get(world.member("alice"), path).json().path("periods");
    assertThat(seen).hasSize(1);
    assertThat(seen.path(0).path("from").asString()).isEqualTo("2026-03-11T16:00:00Z");
  }

  private static void storePeriod(BudgetWorld world, String from, Instant recordedAt) {
    ObjectNode period = JsonMapper.shared().createObjectNode();
    period.put("entry", "account").put("tenant_id", world.tenant).put("budget", "own");
    period.put("revision", 1).put("measure", "total_tokens").put("value", "gpt-4o");
    period.put("from", from).put("time_zone", "Asia/Shanghai");
    period.put("to", Instant.parse(from).plus(Duration.ofDays(1)).toString());
    period.put("used", 10).put("amount", 1_000).put("recorded_at", recordedAt.toString());
    period.putArray("levels");
    world.api.index(
        List.of(
            new IndexedDocument(
                PermanentIndex.BUDGET_PERIODS.indexName(), world.tenant + from, period)));
  }

  @Test
  void simulatesForThoseWhoMayChangeBudgets() {
    BudgetWorld world = new BudgetWorld("past-roles");
    String body = BudgetWorld.body("model-calls", "total_tokens");

    Answer refused = world.send("POST", world.member("alice"), "budgets:simulate", body);
    Answer wrong =
        world.send("POST", world.root(), "budgets:simulate", body.replace("user_id", "colour"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().path("entry").asString()).isEqualTo("per");
  }

  private static JsonNode periods(BudgetWorld world) {
    return world.api.get(world.root(), "/api/v1/budgets/dev/periods").json().path("periods");
  }
}
