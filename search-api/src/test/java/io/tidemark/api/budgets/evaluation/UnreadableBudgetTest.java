/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.settings.SettingSample;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A budget that this release cannot read, over a real Elasticsearch node. */
@Tag("node")
class UnreadableBudgetTest {

  private static final String ASK = "budgets/broken/requests";

  @Test
  void costsNoOtherBudgetAndIsPartOfTheStatus() {
    BudgetWorld world = new BudgetWorld("unreadable-budget");
    world.put("budgets/well", BudgetWorld.bodyWithoutChannels("model-calls", "total_tokens"));
    world.calls("a", "alice", "2026-03-12T09:00:00Z", 400);
    String later = "{\"match\": {\"workload\": \"later\"}, \"amount\": \"1\"}";
    SettingSample.store(world.api, "budget", world.tenant, "broken", later, LiveApi.NOW);

    JsonNode budgets = world.status().path("budgets");

    assertThat(budgets).hasSize(1);
    assertThat(budgets.path(0).path("accounts").path(0).path("used").asString()).isEqualTo("400");
    assertThat(world.api.get(world.root(), "/api/v1/budget-requests").status()).isEqualTo(200);
    JsonNode unreadable =
        world.api.get(world.root(), "/api/v1/status").json().path("unreadable_settings");
    assertThat(unreadable).hasSize(1);
    assertThat(unreadable.path(0).path("kind").asString()).isEqualTo("budget");
    assertThat(unreadable.path(0).path("id").asString()).isEqualTo("broken");
    assertThat(unreadable.path(0).path("reason").asString()).isNotEmpty();
    JsonNode ofMember = world.api.get(world.member("m"), "/api/v1/status").json();
    assertThat(ofMember.path("unreadable_settings").isNull()).isTrue();

    String periods = "/api/v1/budgets/broken/periods";
    Answer asked = world.api.get(world.root(), periods);
    assertThat(asked.status()).as(asked.text()).isEqualTo(409);
    assertThat(asked.json().path("type").asString()).endsWith(":unreadable-setting");
    assertThat(asked.json().path("detail").asString()).contains("cannot read the budget broken");
    assertThat(world.send("POST", world.root(), ASK, "{\"amount\":\"5\"}").status()).isEqualTo(409);
    // It does not say whose usage it counts.
    assertThat(world.api.get(world.member("m"), periods).status()).isEqualTo(404);
    assertThat(world.send("POST", world.member("m"), ASK, "{\"amount\":\"5\"}").status())
        .isEqualTo(404);

    world.send("DELETE", world.root(), "budgets/broken", "");
    world.evaluateByApi();
    assertThat(world.api.get(world.root(), "/api/v1/status").json().path("unreadable_settings"))
        .isEmpty();
  }
}
