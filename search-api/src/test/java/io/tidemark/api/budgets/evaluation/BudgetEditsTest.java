/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingSample;
import io.tidemark.api.settings.SettingViews;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Budgets that are edited, or deleted and created again, over a real Elasticsearch node. */
@Tag("node")
class BudgetEditsTest {

  private static final String BODY =
      BudgetWorld.body("model-calls", "total_tokens")
          .replace("Asia/Shanghai", "UTC")
          .replace("\"channels\": [\"ops\"]", "\"channels\": []");

  @Test
  void anEditDoesNotOpenTheGate() {
    BudgetWorld world = new BudgetWorld("edits-gate-" + System.nanoTime());
    String enforcing = BODY.replace("\"day\"", "\"day\", \"mode\": \"enforce\"");
    world.calls("a", "alice", "2026-03-12T10:00:00Z", 1_200);
    world.put("budgets/gate", enforcing);
    world.evaluateByApi();
    assertThat(decide(world).path("decision").asString()).isEqualTo("deny");

    world.put("budgets/gate", enforcing.replace("1000", "1100"));
    world.api.bean(SettingViews.class).refresh();
    assertThat(decide(world).path("decision").asString()).isEqualTo("deny");

    world.put("budgets/gate", enforcing.replace("1000", "1300"));
    world.api.bean(SettingViews.class).refresh();
    JsonNode raised = decide(world);
    assertThat(raised.path("decision").asString()).isEqualTo("allow");
    assertThat(raised.path("reason").asString()).isEqualTo("within_budget");
    assertThat(raised.path("remaining").asString()).isEqualTo("100");
  }

  private static JsonNode decide(BudgetWorld world) {
    return world
        .send("POST", world.root(), "decisions", "{\"user_id\":\"alice\",\"model\":\"gpt-4o\"}")
        .json();
  }

  @Test
  void aBudgetOfOnceThatIsCreatedAgainStartsAgain() {
    BudgetWorld world = new BudgetWorld("edits-once-" + System.nanoTime());
    String once = BODY.replace("\"day\"", "\"once\"");
    BudgetEvaluator evaluator = world.instance();
    world.clock.advanceBy(Duration.ofMinutes(10));
    world.put("budgets/dev", once);
    Instant start = evaluator.evaluateBudget(world.tenant, onlyBudget(world)).span().from();
    assertThat(start).isEqualTo(LiveApi.NOW);

    world.put("budgets/dev", once.replace("1000", "1100"));
    assertThat(evaluator.evaluateBudget(world.tenant, onlyBudget(world)).span().from())
        .isEqualTo(start);
    assertThat(world.send("DELETE", world.root(), "budgets/dev", "").status()).isEqualTo(200);
    world.put("budgets/dev", once);
    assertThat(evaluator.evaluateBudget(world.tenant, onlyBudget(world)).span().from())
        .isAfter(start);
  }

  private static SettingEntry<Budget> onlyBudget(BudgetWorld world) {
    world.api.bean(SettingViews.class).refresh();
    List<SettingEntry<Budget>> all = world.api.bean(Budgets.class).list(world.tenant);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void archivesTheFirstLongerPeriodAfterItsFirstDay() {
    BudgetWorld world = new BudgetWorld("edits-period-" + System.nanoTime());
    Instant monday = Instant.parse("2026-03-09T00:00:00Z");
    SettingSample.store(world.api, "budget", world.tenant, "dev", BODY, monday);
    world.calls("a", "alice", "2026-03-09T08:00:00Z", 850);
    evaluateAt(world, monday.plus(Duration.ofDays(1)));
    assertThat(periods(world)).containsExactly("2026-03-09T00:00:00Z 2026-03-10T00:00:00Z 850 80");

    world.calls("b", "alice", "2026-03-11T08:00:00Z", 160);
    world.put("budgets/dev", BODY.replace("\"day\"", "\"week\""));
    evaluateAt(world, monday.plus(Duration.ofDays(7)));
    evaluateAt(world, monday.plus(Duration.ofDays(7)));

    assertThat(periods(world))
        .containsExactlyInAnyOrder(
            "2026-03-09T00:00:00Z 2026-03-10T00:00:00Z 850 80",
            "2026-03-09T00:00:00Z 2026-03-16T00:00:00Z 1010 100");
  }

  /** By an instance that remembers nothing, an hour after all usage before {@code end} is final. */
  private static void evaluateAt(BudgetWorld world, Instant end) {
    world.finals = end;
    world.clock.setTime(end.plus(Duration.ofHours(1)));
    world.instance().evaluateDue();
  }

  private static List<String> periods(BudgetWorld world) {
    List<String> periods = new ArrayList<>();
    for (JsonNode period :
        world.api.get(world.root(), "/api/v1/budgets/dev/periods").json().path("periods")) {
      StringBuilder text = new StringBuilder(period.path("from").asString());
      text.append(' ').append(period.path("to").asString());
      text.append(' ').append(period.path("used").asString());
      period.path("levels").forEach(level -> text.append(' ').append(level.path("level").asInt()));
      periods.add(text.toString());
    }
    return periods;
  }
}
