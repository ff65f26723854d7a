/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.settings.SettingSample;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.model.index.PermanentIndex;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Budgets in files, whose times change with each start, over a real Elasticsearch node. */
@Tag("node")
class FileBudgetsTest {

  private static final Instant END = Instant.parse("2026-03-12T16:00:00Z");

  private BudgetWorld world;

  @AfterEach
  void removeFiles() {
    SettingSample.replaceFiles(world.api);
    world.api.bean(SettingViews.class).refresh();
  }

  @Test
  void archivesAPeriodThatEndedBeforeItsFileWasMountedAgain() {
    String body = evaluateOnce("file-mounted");

    world.clock.setTime(END.plus(Duration.ofMinutes(10)));
    world.calls("b", "alice", "2026-03-12T15:00:00Z", 450);
    BudgetEvaluator started = mount(body, "2026-03-12T16:05:00Z");
    started.evaluateDue();
    world.finals = END;
    world.clock.setTime(END.plus(Duration.ofMinutes(40)));
    started.evaluateDue();

    JsonNode periods = periods();
    assertThat(periods).hasSize(1);
    assertThat(periods.path(0).path("used").asString()).isEqualTo("850");
    assertThat(periods.path(0).path("levels").path(0).path("level").asInt()).isEqualTo(80);
    assertThat(periods.path(0).path("levels").path(0).path("late").asBoolean()).isTrue();
  }

  @Test
  void firesNoLateLevelByRulesThatCameAfterThePeriod() {
    String body = evaluateOnce("file-edited");

    world.clock.setTime(END.plus(Duration.ofMinutes(10)));
    world.finals = END;
    mount(body.replace("1000", "450"), "2026-03-12T16:05:00Z").evaluateDue();

    JsonNode periods = periods();
    assertThat(periods).hasSize(1);
    assertThat(periods.path(0).path("levels")).isEmpty();
  }

  @Test
  void keepsTheStartOfABudgetOfOnePeriod() {
    String body = createOnce("file-once");
    world.calls("a", "alice", "2026-03-12T09:00:00Z", 850);
    mount(body, "2026-03-12T08:00:00Z").evaluateDue();
    assertThat(world.messages()).containsExactly("dev/alice 80");

    world.clock.setTime(Instant.parse("2026-03-12T11:40:00Z"));
    world.calls("b", "alice", "2026-03-12T10:00:00Z", 10);
    mount(body, "2026-03-12T09:00:00Z").evaluateDue();
    assertThat(world.messages()).containsExactly("dev/alice 80");

    world.calls("b", "alice", "2026-03-12T10:00:00Z", 200);
    mount(body, "2026-03-12T11:30:00Z").evaluateDue();
    assertThat(world.messages()).containsExactly("dev/alice 100", "dev/alice 80");
  }

  @Test
  void beginsAgainWhenItComesBackIntoItsFile() {
    String body = createOnce("file-back");
    world.calls("a", "alice", "2026-03-12T09:00:00Z", 600);
    mount(body, "2026-03-12T08:00:00Z").evaluateDue();
    assertThat(world.messages()).containsExactly("dev/alice 50");

    SettingSample.replaceFiles(world.api);
    evaluateFor(80, world.instance());
    BudgetEvaluator back = mountLater(body);
    back.evaluateDue();
    assertThat(world.messages()).containsExactly("dev/alice 50");

    world.calls("c", "alice", "2026-03-12T12:00:00Z", 810);
    world.clock.setTime(Instant.parse("2026-03-12T12:30:00Z"));
    back.evaluateDue();
    assertThat(world.messages()).containsExactly("dev/alice 50", "dev/alice 80");
  }

  @Test
  void staysWhileItsFileIsRejected() {
    String body = createOnce("file-rejected");
    world.calls("a", "alice", "2026-03-12T09:00:00Z", 600);
    mount(body, "2026-03-12T08:00:00Z").evaluateDue();

    SettingSample.rejectFiles(world.api);
    evaluateFor(80, world.instance());
    mountLater(body).evaluateDue();

    assertThat(world.messages()).containsExactly("dev/alice 50", "dev/alice 80");
  }

  /** Elasticsearch was away, or all instances were. */
  @Test
  void staysWhenNoInstanceLookedForItAllTheTime() {
    String body = createOnce("file-outage");
    world.calls("a", "alice", "2026-03-12T09:00:00Z", 600);
    mount(body, "2026-03-12T08:00:00Z").evaluateDue();

    SettingSample.replaceFiles(world.api);
    BudgetEvaluator without = world.instance();
    without.evaluateDue();
    world.clock.setTime(LiveApi.NOW.plus(Duration.ofMinutes(70)));
    evaluateFor(30, without);
    mountLater(body).evaluateDue();

    assertThat(world.messages()).containsExactly("dev/alice 50", "dev/alice 80");
  }

  @Test
  void isEvaluatedWhileItsRecordCannotBeWritten() {
    String body = createOnce("file-blocked");
    world.calls("a", "alice", "2026-03-12T09:00:00Z", 600);
    BudgetEvaluator evaluator = mount(body, "2026-03-12T08:00:00Z");
    evaluator.evaluateDue();
    blockRecords(true);
    try {
      world.calls("b", "alice", "2026-03-12T10:00:00Z", 210);
      world.clock.setTime(LiveApi.NOW.plus(Duration.ofMinutes(11)));
      evaluator.evaluateDue();
    } finally {
      blockRecords(false);
    }

    assertThat(world.messages()).containsExactly("dev/alice 50", "dev/alice 80");
  }

  @Test
  void anInstanceWithoutTheFileTakesNothingFromOneThatHasIt() {
    String body = createOnce("file-beside");
    world.calls("a", "alice", "2026-03-12T09:00:00Z", 600);
    BudgetEvaluator with = mount(body, "2026-03-12T08:00:00Z");
    SettingSample.replaceFiles(world.api);
    BudgetEvaluator without = world.instance();
    for (int minutes = 0; minutes <= 120; minutes += 10) {
      world.clock.setTime(LiveApi.NOW.plus(Duration.ofMinutes(minutes)));
      replaceFile(body, "2026-03-12T08:00:00Z");
      with.evaluateDue();
      SettingSample.replaceFiles(world.api);
      world.api.bean(SettingViews.class).refresh();
      without.evaluateDue();
    }

    world.calls("b", "alice", "2026-03-12T12:00:00Z", 210);
    mount(body, "2026-03-12T11:30:00Z").evaluateDue();

    assertThat(world.messages()).containsExactly("dev/alice 50", "dev/alice 80");
  }

  private static void blockRecords(boolean blocked) {
    String answer =
        LiveApi.shared()
            .elasticsearch(
                "PUT",
                "/" + PermanentIndex.BUDGET_PERIODS.indexName() + "/_settings",
                "{\"index.blocks.write\":" + blocked + "}");
    assertThat(answer).isEqualTo("{\"acknowledged\":true}");
  }

  /** Looks every ten minutes. */
  private void evaluateFor(int minutes, BudgetEvaluator evaluator) {
    Instant start = world.clock.instant();
    for (int passed = 0; passed <= minutes; passed += 10) {
      world.clock.setTime(start.plus(Duration.ofMinutes(passed)));
      evaluator.evaluateDue();
    }
  }

  /** The file is back after 300 more tokens. */
  private BudgetEvaluator mountLater(String body) {
    world.calls("b", "alice", "2026-03-12T11:00:00Z", 300);
    world.clock.setTime(Instant.parse("2026-03-12T12:00:00Z"));
    return mount(body, "2026-03-12T08:00:00Z");
  }

  private String createOnce(String tenant) {
    world = new BudgetWorld(tenant);
    world.put(
        "channels/ops",
        "{\"type\":\"webhook\",\"url\":\"https://hooks.example.invalid/x\","
            + "\"secret\":\"file:ops\"}");
    return BudgetWorld.body("model-calls", "total_tokens").replace("\"day\"", "\"once\"");
  }

  /** Counts 400 tokens in the morning of the period; gives the budget. */
  private String evaluateOnce(String tenant) {
    world = new BudgetWorld(tenant);
    world.finals = END.minus(Duration.ofHours(2));
    world.calls("a", "alice", "2026-03-12T08:00:00Z", 400);
    String body = BudgetWorld.bodyWithoutChannels("model-calls", "total_tokens");
    mount(body, "2026-03-12T10:00:00Z").evaluateDue();
    return body;
  }

  /** An instance that starts with a file of this time. */
  private BudgetEvaluator mount(String body, String time) {
    replaceFile(body, time);
    return world.instance();
  }

  private void replaceFile(String body, String time) {
    SettingSample.replaceFiles(
        world.api,
        SettingSample.createFile("budget", world.tenant, "dev", body, Instant.parse(time)));
    world.api.bean(SettingViews.class).refresh();
  }

  private JsonNode periods() {
    return world.api.get(world.root(), "/api/v1/budgets/dev/periods").json().path("periods");
  }
}
