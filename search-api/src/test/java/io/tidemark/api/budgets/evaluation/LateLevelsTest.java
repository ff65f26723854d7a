/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.settings.SettingSample;
import io.tidemark.api.settings.SettingViews;
import io.tidemark.model.index.IndexFamily;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Levels that usage reaches when its period is over, over a real Elasticsearch node. */
@Tag("node")
class LateLevelsTest {

  private static final Instant END = Instant.parse("2026-03-12T16:00:00Z");

  @Test
  void sendsALateLevelOnceAndArchivesIt() {
    BudgetWorld world = BudgetWorld.create("late-once", "model-calls", "total_tokens");
    world.finals = END.minus(Duration.ofHours(2));
    world.calls("a", "alice", "2026-03-12T08:00:00Z", 400);
    BudgetEvaluator one = world.instance();
    BudgetEvaluator other = world.instance();
    one.evaluateDue();
    assertThat(world.messages()).isEmpty();

    world.clock.setTime(END.plus(Duration.ofMinutes(10)));
    world.calls("b", "alice", "2026-03-12T15:00:00Z", 450);
    one.evaluateDue();
    other.evaluateDue();
    assertThat(world.messages()).containsExactly("dev/alice 80");
    JsonNode data = world.documents("tidemark-messages").get(0).path("data");
    assertThat(data.path("late").asBoolean()).isTrue();
    assertThat(data.path("used").asString()).isEqualTo("850");
    assertThat(data.path("period").path("to").asString()).isEqualTo(END.toString());

    world.calls("b", "alice", "2026-03-12T15:00:00Z", 700);
    world.clock.setTime(END.plus(Duration.ofMinutes(30)));
    other.evaluateDue();
    world.finals = END;
    world.clock.setTime(END.plus(Duration.ofMinutes(50)));
    one.evaluateDue();
    other.evaluateDue();
    assertThat(world.messages()).containsExactly("dev/alice 100", "dev/alice 80");
    JsonNode period =
        world.api.get(world.root(), "/api/v1/budgets/dev/periods").json().path("periods").path(0);
    assertThat(period.path("used").asString()).isEqualTo("1100");
    assertThat(period.path("levels").toString())
        .isEqualTo(
            "[{\"level\":80,\"projected\":false,\"late\":true,\"at\":\"2026-03-12T16:10:00Z\"},"
                + "{\"level\":100,\"projected\":false,\"late\":true,"
                + "\"at\":\"2026-03-12T16:30:00Z\"}]");
  }

  @Test
  void sendsNothingAboutAPeriodThatIsArchived() {
    BudgetWorld world = BudgetWorld.create("late-archived", "model-calls", "total_tokens");
    world.finals = END;
    world.calls("a", "alice", "2026-03-12T15:00:00Z", 100);
    world.clock.setTime(END.plus(Duration.ofMinutes(10)));
    BudgetEvaluator evaluator = world.instance();
    evaluator.evaluateDue();

    world.calls("a", "alice", "2026-03-12T15:00:00Z", 900);
    world.clock.setTime(END.plus(Duration.ofMinutes(30)));
    evaluator.evaluateDue();
    world.instance().evaluateDue();

    assertThat(world.messages()).isEmpty();
  }

  @Test
  void marksLevelsThatRunsReachAfterThePeriodAsLate() {
    BudgetWorld world = BudgetWorld.create("late-runs", "comfyui", "executions");
    world.finals = END.minus(Duration.ofHours(1));
    world.usage(
        IndexFamily.COMFYUI_HOURLY, "a", "alice", "2026-03-12T15:00:00Z", "executions", 1_200);
    world.clock.setTime(END.plus(Duration.ofMinutes(10)));
    BudgetEvaluator evaluator = world.instance();
    evaluator.evaluateDue();
    assertThat(world.messages()).isEmpty();

    world.finals = END;
    world.clock.setTime(END.plus(Duration.ofMinutes(30)));
    evaluator.evaluateDue();

    assertThat(world.messages()).containsExactly("dev/alice 100");
  }

  @Test
  void repeatsNoLevelOfAnEndedPeriodForANewRevision() {
    BudgetWorld world = new BudgetWorld("late-revision");
    Instant end = Instant.parse("2026-03-11T16:00:00Z");
    String body =
        BudgetWorld.body("model-calls", "total_tokens")
            .replace("\"channels\": [\"ops\"]", "\"channels\": []");
    SettingSample.store(
        world.api, "budget", world.tenant, "dev", body, end.minus(Duration.ofHours(9)));
    world.finals = end.minus(Duration.ofHours(1));
    world.calls("a", "alice", "2026-03-11T12:00:00Z", 850);
    world.clock.setTime(end.plus(Duration.ofMinutes(10)));
    BudgetEvaluator evaluator = world.instance();
    evaluator.evaluateDue();
    assertThat(levels(world)).containsExactly(80);

    world.put("budgets/dev", body.replace("1000", "800"));
    world.api.bean(SettingViews.class).refresh();
    world.clock.setTime(end.plus(Duration.ofHours(18)));
    evaluator.evaluateDue();

    assertThat(levels(world)).containsExactly(80);
  }

  private static Iterable<Integer> levels(BudgetWorld world) {
    return world.documents("tidemark-budget-periods").stream()
        .filter(document -> document.path("entry").asString().equals("level"))
        .map(document -> document.path("level").asInt())
        .toList();
  }
}
