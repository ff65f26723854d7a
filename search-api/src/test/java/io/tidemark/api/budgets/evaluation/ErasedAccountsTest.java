/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.erasure.ErasureSample;
import io.tidemark.api.live.RecordingProxy;
import io.tidemark.api.live.RecordingProxy.Sent;
import io.tidemark.api.settings.SettingViews;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Accounts of people who are erased while instances run, over a real Elasticsearch node. */
@Tag("node")
class ErasedAccountsTest {

  @Test
  void repeatsNoLevelForThePseudonym() {
    BudgetWorld world = createWorld("erased-account");
    BudgetEvaluator running = world.instance();
    running.evaluateDue();
    assertThat(world.messages()).containsExactly("dev/ea-alice 80");

    String pseudonym = erase(world);
    world.clock.advanceBy(Duration.ofMinutes(20));
    running.evaluateDue();
    assertThat(world.messages()).containsExactly("dev/" + pseudonym + " 80");

    world.calls("b", pseudonym, "2026-03-12T09:00:00Z", 200);
    world.clock.advanceBy(Duration.ofMinutes(20));
    running.evaluateDue();
    assertThat(world.messages())
        .containsExactly("dev/" + pseudonym + " 100", "dev/" + pseudonym + " 80");
  }

  /** An instance that looks in between must find the levels of the account that it sees. */
  @Test
  void erasesLevelsBeforeTheUsage() {
    BudgetWorld world = createWorld("erased-order");
    world.instance().evaluateDue();
    RecordingProxy proxy = world.api.proxy();
    proxy.forget();

    erase(world);

    List<String> writes =
        proxy.sent().stream()
            .filter(sent -> sent.path().startsWith("/_bulk"))
            .map(Sent::body)
            .toList();
    int levels = indexOf(writes, "tidemark-budget-periods");
    assertThat(levels).isNotNegative().isLessThan(indexOf(writes, "tidemark-model-calls-hourly"));
  }

  private static int indexOf(List<String> writes, String index) {
    return writes.indexOf(
        writes.stream().filter(body -> body.contains(index)).findFirst().orElse(""));
  }

  private static BudgetWorld createWorld(String tenant) {
    BudgetWorld world = BudgetWorld.create(tenant, "model-calls", "total_tokens");
    world.calls("a", "ea-alice", "2026-03-12T08:00:00Z", 850);
    return world;
  }

  private static String erase(BudgetWorld world) {
    String pseudonym =
        ErasureSample.erase(world.api, world.tenant, "ea-alice").path("pseudonym").asString();
    world.api.bean(SettingViews.class).refresh();
    return pseudonym;
  }
}
