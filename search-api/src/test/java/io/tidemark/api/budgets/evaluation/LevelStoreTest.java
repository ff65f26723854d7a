/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.budgets.evaluation.LevelStore.Fired;
import io.tidemark.api.budgets.usage.UsageSource;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.model.index.PermanentIndex;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Levels of as many accounts as a budget can have. */
@Tag("node")
class LevelStoreTest {

  private static final String TENANT = "levels-many";
  private static final Span MARCH =
      new Span(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));

  private final LiveApi api = LiveApi.shared();

  @Test
  void listsLevelsOfAllAccounts() {
    int accounts = UsageSource.MOST_ACCOUNTS;
    for (int percent : List.of(100, 50)) {
      for (int first = 0; first < accounts; first += 5_000) {
        api.index(
            IntStream.range(first, first + 5_000)
                .mapToObj(account -> createLevel(account, percent))
                .toList());
      }
    }

    List<Fired> fired = api.bean(LevelStore.class).listLevels(TENANT, "monthly", MARCH);

    assertThat(fired).hasSize(2 * accounts).isSortedAccordingTo(Comparator.comparing(Fired::at));
    assertThat(fired.stream().map(one -> one.level().documentId()).distinct())
        .hasSize(2 * accounts);
  }

  /** The levels of an account fire one after the other, those of all accounts at once. */
  private static IndexedDocument createLevel(int account, int percent) {
    String value = "user-" + account;
    ObjectNode source = PeriodDocument.startDocument("level", TENANT, "monthly");
    source.put("revision", 1).put("value", value).put("measure", "cost");
    source.put("from", MARCH.from().toString()).put("to", MARCH.to().toString());
    source.put("time_zone", "UTC").put("used", percent).put("amount", 100);
    source.put("level", percent).put("projected", false);
    source.put("recorded_at", "2026-03-10T10:%02d:00Z".formatted(percent / 2));
    return new IndexedDocument(
        PermanentIndex.BUDGET_PERIODS.indexName(), TENANT + '-' + value + '-' + percent, source);
  }
}
