/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.budgets.usage.UsageSource;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.model.index.IndexFamily;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Levels fire once, over a real Elasticsearch node, whichever instances look. */
@Tag("node")
class BudgetLevelsTest {

  @Test
  void twoInstancesFireALevelOnceAndOnlyTheHighestOfSeveral() {
    BudgetWorld world = BudgetWorld.create("levels-once", "model-calls", "total_tokens");
    BudgetEvaluator one = world.instance();
    BudgetEvaluator other = world.instance();
    world.calls("a", "alice", "2026-03-12T10:00:00Z", 850);
    world.calls("b", "bob", "2026-03-12T10:00:00Z", 499);

    one.evaluateDue();
    other.evaluateDue();
    assertThat(world.messages()).containsExactly("dev/alice 80");

    world.calls("a", "alice", "2026-03-12T10:00:00Z", 1_000);
    world.clock.advanceBy(Duration.ofMinutes(15));
    other.evaluateDue();
    one.evaluateDue();
    assertThat(world.messages()).containsExactly("dev/alice 100", "dev/alice 80");
  }

  @Test
  void firesWhenTheClockWasSetBack() {
    BudgetWorld world = BudgetWorld.create("levels-clock", "model-calls", "total_tokens");
    world.calls("a", "alice", "2026-03-12T10:00:00Z", 100);
    world.clock.advanceBy(Duration.ofHours(5));
    BudgetEvaluator evaluator = world.instance();
    evaluator.evaluateDue();
    world.clock.advanceBy(Duration.ofHours(-5));
    world.calls("a", "alice", "2026-03-12T10:00:00Z", 850);

    evaluator.evaluateDue();

    assertThat(world.messages()).containsExactly("dev/alice 80");
  }

  @Test
  void saysOnceThatTheProjectionPassesTheAmount() {
    BudgetWorld world = BudgetWorld.create("levels-projected", "model-calls", "total_tokens");
    world.put(
        "budgets/dev",
        BudgetWorld.body("model-calls", "total_tokens")
            .replace("\"warn_at\": [50, 80, 100]", "\"warn_at\": [], \"projected\": 120"));
    // 18 h 10 min of 24 h: a straight line ends at 1.32 times as much.
    world.calls("a", "alice", "2026-03-12T08:00:00Z", 900);
    world.calls("b", "bob", "2026-03-12T08:00:00Z", 950);

    world.instance().evaluateDue();
    world.instance().evaluateDue();

    assertThat(world.messages()).containsExactly("dev/bob 120");
    JsonNode data = world.documents("tidemark-messages").get(0).path("data");
    assertThat(data.path("projected").asString()).isEqualTo("1255");
    assertThat(data.path("used").asString()).isEqualTo("950");
  }

  @Test
  void aDownwardCorrectionTakesNothingBackAndNothingFiresTwice() {
    BudgetWorld world = BudgetWorld.create("levels-down", "model-calls", "total_tokens");
    world.calls("a", "alice", "2026-03-12T10:00:00Z", 1_200);
    BudgetEvaluator one = world.instance();
    one.evaluateDue();
    for (int tokens : new int[] {600, 850, 1_500}) {
      world.calls("a", "alice", "2026-03-12T10:00:00Z", tokens);
      world.clock.advanceBy(Duration.ofMinutes(11));
      one.evaluateDue();
      world.instance().evaluateDue();
    }

    assertThat(world.messages()).containsExactly("dev/alice 100");
  }

  @Test
  void anInstanceThatStoppedBeforeItRecordedALevelLeavesOneMessage() {
    BudgetWorld world = BudgetWorld.create("levels-killed", "model-calls", "total_tokens");
    world.calls("a", "alice", "2026-03-12T10:00:00Z", 850);
    world.instance().evaluateDue();
    world.api.elasticsearch(
        "POST",
        "/tidemark-budget-periods/_delete_by_query?refresh=true",
        "{\"query\":{\"term\":{\"tenant_id\":\"" + world.tenant + "\"}}}");

    world.instance().evaluateDue();

    assertThat(world.messages()).containsExactly("dev/alice 80");
    assertThat(world.documents("tidemark-budget-periods"))
        .filteredOn(document -> document.path("entry").asString().equals("level"))
        .extracting(document -> document.path("level").asInt())
        .containsExactly(80);
  }

  @Test
  void theNextPeriodAndTheNextRevisionFireAgain() {
    BudgetWorld world = BudgetWorld.create("levels-again", "model-calls", "total_tokens");
    world.calls("a", "alice", "2026-03-12T10:00:00Z", 850);
    world.instance().evaluateDue();
    world.put(
        "budgets/dev", BudgetWorld.body("model-calls", "total_tokens").replace("1000", "1060"));
    world.instance().evaluateDue();
    assertThat(world.messages()).containsExactly("dev/alice 80", "dev/alice 80");

    // Midnight in Shanghai.
    world.clock.setTime(Instant.parse("2026-03-12T16:10:00Z"));
    world.instance().evaluateDue();
    world.calls("c", "alice", "2026-03-12T16:00:00Z", 600);
    world.instance().evaluateDue();

    assertThat(world.messages()).containsExactly("dev/alice 50", "dev/alice 80", "dev/alice 80");
  }

  @Test
  void usageThatMayBeTakenBackCountsInFinalWindowsOnly() {
    BudgetWorld world = BudgetWorld.create("levels-final", "comfyui", "executions");
    world.usage(
        IndexFamily.COMFYUI_HOURLY, "a", "alice", "2026-03-12T09:00:00Z", "executions", 600);
    world.usage(
        IndexFamily.COMFYUI_HOURLY, "b", "alice", "2026-03-12T10:00:00Z", "executions", 900);

    world.instance().evaluateDue();

    assertThat(world.messages()).containsExactly("dev/alice 50");
    JsonNode account = world.status().path("budgets").path(0).path("accounts").path(0);
    assertThat(account.path("used").asString()).isEqualTo("1500");
    assertThat(account.path("at_least").asString()).isEqualTo("600");
    assertThat(account.path("level").asInt()).isEqualTo(50);
  }

  @Test
  void namesAccountAmountAndPeriodInMessages() {
    BudgetWorld world = BudgetWorld.create("levels-data", "model-calls", "total_tokens");
    world.calls("a", "alice", "2026-03-12T10:00:00Z", 802);

    world.instance().evaluateDue();

    JsonNode message = world.documents("tidemark-messages").get(0);
    assertThat(message.path("type").asString()).isEqualTo("io.tidemark.budget.level");
    JsonNode data = message.path("data");
    assertThat(data.propertyNames())
        .containsExactly(
            "budget",
            "value",
            "per",
            "workload",
            "measure",
            "used",
            "amount",
            "percent",
            "level",
            "period",
            "counted_through",
            "final_through",
            "link");
    assertThat(data.path("budget").asString()).isEqualTo("dev");
    assertThat(data.path("value").asString()).isEqualTo("alice");
    assertThat(data.path("used").asString()).isEqualTo("802");
    assertThat(data.path("amount").asString()).isEqualTo("1000");
    assertThat(data.path("percent").asDouble()).isEqualTo(80.2);
    assertThat(data.path("level").asInt()).isEqualTo(80);
    assertThat(data.path("period").toString())
        .isEqualTo(
            "{\"from\":\"2026-03-11T16:00:00Z\",\"to\":\"2026-03-12T16:00:00Z\","
                + "\"time_zone\":\"Asia/Shanghai\"}");
    assertThat(data.path("counted_through").asString()).isEqualTo("2026-03-12T10:00:00Z");
    assertThat(data.path("final_through").asString()).isEqualTo("2026-03-12T10:00:00Z");
    assertThat(data.path("link").asString())
        .isEqualTo(
            "/?tab=model-calls&from=2026-03-11T16%3A00%3A00Z"
                + "&to=2026-03-12T16%3A00%3A00Z&zone=Asia%2FShanghai&user_id=alice");
  }

  @Test
  void showsTheNumbersOfThePageInTheStatus() {
    BudgetWorld world = BudgetWorld.create("levels-status", "model-calls", "total_tokens");
    world.calls("a", "alice", "2026-03-12T10:00:00Z", 300);
    world.calls("b", "alice", "2026-03-11T16:00:00Z", 40);
    world.calls("c", "alice", "2026-03-11T15:00:00Z", 7_000);
    world.calls("d", "bob", "2026-03-12T09:00:00Z", 900);

    JsonNode budget = world.status().path("budgets").path(0);
    assertThat(budget.path("state").asString()).isEqualTo("ok");
    assertThat(budget.path("accounts_total").asInt()).isEqualTo(2);
    assertThat(budget.path("accounts").path(0).toString())
        .isEqualTo(
            "{\"value\":\"bob\",\"used\":\"900\",\"at_least\":\"900\",\"amount\":\"1000\","
                + "\"remaining\":\"100\",\"percent\":90.0,\"projected\":\"1189\",\"level\":80}");
    assertThat(budget.path("accounts").path(1).path("used").asString()).isEqualTo("340");
    assertThat(
            world
                .api
                .get(
                    world.root(),
                    "/api/v1/model-calls/summary",
                    "from",
                    "2026-03-11T16:00:00Z",
                    "user_id",
                    "alice")
                .json()
                .path("total_tokens")
                .asLong())
        .isEqualTo(340);

    String carol = world.api.tokens().member(world.tenant, "carol", "alice");
    JsonNode own = world.api.get(carol, "/api/v1/budgets/status").json().path("budgets").path(0);
    assertThat(own.path("accounts").size()).isEqualTo(2);
    assertThat(own.toString()).contains("alice", "carol").doesNotContain("bob");
    assertThat(world.api.get(carol, "/api/v1/budgets").status()).isEqualTo(403);
  }

  @Test
  void countsTenThousandAccountsAndFailsWithAReasonBeyond() {
    BudgetWorld world = BudgetWorld.create("levels-many", "model-calls", "total_tokens");
    List<IndexedDocument> documents = new ArrayList<>();
    for (int i = 0; i < UsageSource.MOST_ACCOUNTS; i++) {
      documents.add(
          world.document(
              IndexFamily.MODEL_CALLS_HOURLY,
              "u" + i,
              "user-" + i,
              "2026-03-12T10:00:00Z",
              "total_tokens",
              i == 0 ? 1_000 : 1));
    }
    world.api.index(documents);
    BudgetEvaluator evaluator = world.instance();

    evaluator.evaluateDue();
    assertThat(world.messages()).containsExactly("dev/user-0 100");
    assertThat(world.status().path("budgets").path(0).path("accounts_total").asInt())
        .isEqualTo(UsageSource.MOST_ACCOUNTS);

    world.calls("one-more", "one-more", "2026-03-12T10:00:00Z", 1);
    JsonNode failed = world.failedStatus();
    assertThat(failed.path("state").asString()).isEqualTo("failed");
    assertThat(failed.path("reason").asString()).contains("more accounts than are counted");
  }

  @Test
  void rejectsABudgetWhoseChannelDoesNotExist() {
    BudgetWorld world = new BudgetWorld("levels-channel");
    Answer answer =
        world.send(
            "PUT", world.root(), "budgets/dev", BudgetWorld.body("model-calls", "total_tokens"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("entry").asString()).isEqualTo("channels[0]");
  }

  @Test
  void rejectsABudgetThatHasEnded() {
    BudgetWorld world = new BudgetWorld("levels-ended");
    Answer answer =
        world.send(
            "PUT",
            world.root(),
            "budgets/dev",
            "{\"match\":{\"workload\":\"model-calls\"},\"measure\":\"calls\",\"amount\":7,"
                + "\"period\":\"once\",\"to\":\"2026-03-12T10:00:00Z\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("entry").asString()).isEqualTo("to");
  }
}
