/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A cluster that refuses expensive queries. */
@Tag("node")
@ExtendWith(OutputCaptureExtension.class)
class CheapQueriesTest {

  private static final String MONITOR =
      "{\"workload\":\"model-calls\",\"metric\":\"calls\",\"per\":\"user_id\",\"window\":\"1h\","
          + "\"condition\":{\"kind\":\"above\",\"value\":5},\"channels\":[\"ops\"]}";

  private final BudgetWorld world =
      BudgetWorld.create("cheap-budgets" + System.nanoTime(), "model-calls", "total_tokens");

  @BeforeEach
  void refuse() {
    world.calls("a", "alice", "2026-03-12T09:00:00Z", 900);
    allowExpensiveQueries("false");
  }

  @AfterEach
  void allow() {
    allowExpensiveQueries("null");
  }

  @Test
  void budgetsAndMonitorsNeedNone() {
    world.instance().evaluateDue();

    assertThat(world.messages()).containsExactly("dev/alice 80");
    assertThat(world.status().path("budgets").path(0).path("state").asString()).isEqualTo("ok");
    world.put("monitors/busy", MONITOR);
    for (String path :
        List.of(
            "budgets/dev/periods",
            "budgets/dev/history",
            "budget-requests",
            "monitors/status",
            "alerts",
            "alerts/history",
            "model-calls/pattern?metric=total_tokens")) {
      Answer answer = world.api.get(world.root(), "/api/v1/" + path);
      assertThat(answer.status()).as(path + answer.text()).isEqualTo(200);
    }
    String budget = BudgetWorld.body("model-calls", "total_tokens");
    for (Answer simulated :
        List.of(
            world.send("POST", world.root(), "monitors:simulate?days=2", MONITOR),
            world.send("POST", world.root(), "budgets:simulate", budget))) {
      assertThat(simulated.status()).as(simulated.text()).isEqualTo(200);
    }
  }

  @Test
  void namesSearchesThatNeedAnExpensiveQuery(CapturedOutput output) {
    Answer facets =
        world.api.get(world.root(), "/api/v1/model-calls/facets?q=gpt&order=total_tokens");
    assertThat(facets.status()).as(facets.text()).isEqualTo(409);
    assertThat(facets.json().path("type").asString()).endsWith(":search-not-allowed");

    world.put(
        "allocations/all",
        "{\"rules\":[{\"id\":\"labs\",\"match\":{\"project_id\":\"lab*\"},\"shares\":\"labs\"}]}");
    world.put(
        "budgets/dev",
        BudgetWorld.body("model-calls", "total_tokens").replace("\"user_id\"", "\"department\""));

    world.evaluateByApi();
    assertThat(world.failedStatus().path("reason").asString())
        .contains("search.allow_expensive_queries");
    assertThat(output.getOut()).containsOnlyOnce("Budget dev was not evaluated");
  }

  private void allowExpensiveQueries(String value) {
    assertThat(
            world.api.elasticsearch(
                "PUT",
                "/_cluster/settings",
                "{\"transient\":{\"search.allow_expensive_queries\":" + value + "}}"))
        .contains("\"acknowledged\":true");
  }
}
