/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.budgets.usage.AccountUsage;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.request.Retention;
import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.settings.SettingSample;
import io.tidemark.model.index.Keep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Budgets whose periods begin before the hours that are kept, over a real Elasticsearch node. */
@Tag("node")
class BudgetDaysTest {

  @Test
  void saysSinceWhenAPeriodThatStartsInsideOfADayIsComplete() {
    BudgetWorld world = new BudgetWorld("past-other-zone");
    world.days("2025-12-01T00:00:00Z");
    try {
      world.day("a", "alice", "2025-12-31T00:00:00Z", "UTC", 7_000);
      world.day("b", "alice", "2026-01-01T00:00:00Z", "UTC", 200);
      world.calls("c", "alice", "2026-03-12T09:00:00Z", 34);
      String year = BudgetWorld.bodyOfYear("total_tokens").replace("1000", "10000");
      world.put("budgets/utc", year);
      world.put("budgets/shanghai", year.replace("\"UTC\"", "\"Asia/Shanghai\""));

      JsonNode budgets = world.status().path("budgets");

      assertThat(budgets).hasSize(2);
      for (JsonNode budget : budgets) {
        boolean whole = budget.path("budget").asString().equals("utc");
        assertThat(budget.path("accounts").path(0).path("used").asString()).isEqualTo("234");
        assertThat(budget.path("complete_from").asString("whole"))
            .isEqualTo(whole ? "whole" : "2026-01-01T00:00:00Z");
      }
    } finally {
      world.days(null);
    }
  }

  @Test
  void readsHoursOfTheDayInWhichBothThePeriodAndHoursBegin() {
    BudgetWorld world = new BudgetWorld("past-first-hours");
    // Hours are kept from 11 February on, 08:00 in Shanghai.
    world.days("2026-01-01T16:00:00Z", "Asia/Shanghai");
    try {
      world.day("a", "alice", "2026-02-10T16:00:00Z", "Asia/Shanghai", 7_000);
      world.calls("b", "alice", "2026-02-10T22:00:00Z", 1_000);
      world.calls("c", "alice", "2026-02-11T03:00:00Z", 30);
      world.calls("d", "alice", "2026-03-12T09:00:00Z", 4);
      String once = "\"once\", \"from\": \"2026-02-10T20:00:00Z\"";
      world.put(
          "budgets/once",
          BudgetWorld.bodyWithoutChannels("model-calls", "total_tokens").replace("\"day\"", once));

      JsonNode budget = world.status().path("budgets").path(0);

      assertThat(budget.path("accounts").path(0).path("used").asString()).isEqualTo("34");
      assertThat(budget.path("complete_from").asString()).isEqualTo("2026-02-11T00:00:00Z");
    } finally {
      world.days(null);
    }
  }

  @Test
  void saysSinceWhenAPeriodIsCompleteWhoseFirstDaysExpired() {
    BudgetWorld world = new BudgetWorld("past-expired");
    world.days("2024-12-01T00:00:00Z");
    try {
      world.day("a", "alice", "2026-01-05T00:00:00Z", "UTC", 1_000);
      String once = "\"once\", \"from\": \"2025-01-01T00:00:00Z\"";
      world.put(
          "budgets/once",
          BudgetWorld.bodyWithoutChannels("model-calls", "total_tokens")
              .replace("Asia/Shanghai", "UTC")
              .replace("\"day\"", once));

      JsonNode budget = world.status().path("budgets").path(0);

      // 400 days before 13 March.
      assertThat(budget.path("complete_from").asString("whole")).isEqualTo("2025-02-06T00:00:00Z");
    } finally {
      world.days(null);
    }
  }

  @Test
  void archivesNoPeriodWhoseFirstDaysExpired() {
    BudgetWorld world = new BudgetWorld("past-unarchived");
    world.days("2024-12-01T00:00:00Z");
    try {
      world.clock.setTime(Instant.parse("2026-01-02T00:00:00Z"));
      assertThat(listOpenYears(world)).containsExactly(Instant.parse("2025-01-01T00:00:00Z"));

      world.retention = new Retention(new Keep(30, 90, 30, 30));
      assertThat(listOpenYears(world)).isEmpty();
    } finally {
      world.days(null);
    }
  }

  /** The years that an archive without memory finds, of a budget of 2025. */
  private static List<Instant> listOpenYears(BudgetWorld world) {
    Instant created = Instant.parse("2025-06-01T00:00:00Z");
    BudgetState running =
        new BudgetState(
            SampleBudgets.create("year", BudgetWorld.bodyOfYear("total_tokens"), created),
            new Span(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z")),
            new AccountUsage(Map.of(), null, null),
            Projector.none(),
            Map.of(),
            world.clock.instant(),
            "");
    PeriodArchive archive =
        new PeriodArchive(
            world.api.bean(DocumentStore.class),
            world.api.bean(LevelStore.class),
            world.usage(),
            world.clock);
    return archive.listOpen(world.tenant, running, created).stream().map(Span::from).toList();
  }

  @Test
  void archivesSinceWhenAPeriodWasComplete() {
    BudgetWorld world = new BudgetWorld("past-ended-cut");
    // Hours are kept from 11 February on, and days of UTC from December on.
    world.days("2025-12-01T00:00:00Z");
    world.finals = LiveApi.NOW;
    try {
      world.day("a", "alice", "2026-01-31T00:00:00Z", "UTC", 7_000);
      world.day("b", "alice", "2026-02-01T00:00:00Z", "UTC", 200);
      world.calls("c", "alice", "2026-02-20T09:00:00Z", 34);
      Instant created = Instant.parse("2026-02-01T00:00:00Z");
      String month =
          BudgetWorld.bodyWithoutChannels("model-calls", "total_tokens")
              .replace("\"day\"", "\"month\"");
      SettingSample.store(world.api, "budget", world.tenant, "shanghai", month, created);
      String ofUtc = month.replace("Asia/Shanghai", "UTC");
      SettingSample.store(world.api, "budget", world.tenant, "utc", ofUtc, created);

      world.instance().evaluateDue();

      for (String budget : List.of("shanghai", "utc")) {
        JsonNode period =
            world
                .api
                .get(world.root(), "/api/v1/budgets/" + budget + "/periods")
                .json()
                .path("periods")
                .path(0);
        assertThat(period.path("used").asString()).as(budget).isEqualTo("234");
        assertThat(period.path("complete_from").asString("whole"))
            .isEqualTo(budget.equals("utc") ? "whole" : "2026-02-01T00:00:00Z");
      }
    } finally {
      world.days(null);
    }
  }

  @Test
  void countsAnOldPeriodUntilItsEnd() {
    BudgetWorld world = new BudgetWorld("past-january");
    world.days("2025-12-01T00:00:00Z");
    try {
      world.day("a", "alice", "2026-01-05T00:00:00Z", "UTC", 1_000);
      world.day("b", "alice", "2026-02-05T00:00:00Z", "UTC", 7_000);
      Budget budget =
          SampleBudgets.create("b", BudgetWorld.bodyOfYear("total_tokens"), LiveApi.NOW).value();
      Span january =
          new Span(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z"));

      AccountUsage usage = world.usage().readUsage(world.tenant, budget, january);

      assertThat(usage.of("alice").used()).isEqualByComparingTo("1000");
    } finally {
      world.days(null);
    }
  }
}
