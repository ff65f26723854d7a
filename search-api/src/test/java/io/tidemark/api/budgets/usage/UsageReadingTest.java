/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.metric.Metric;
import io.tidemark.api.metric.PricedMetric;
import io.tidemark.api.workload.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class UsageReadingTest {

  /** The default of {@code search.max_buckets}. */
  private static final int MOST_BUCKETS = 65_535;

  @Test
  void readsFewerAccountsAtOnceWhenThereAreManyPrices() {
    for (int prices : new int[] {1, 11, 12, 100, 200}) {
      Metric cost = new PricedMetric("cost", true, prices, null);

      assertThat(UsageReading.choosePageSize(cost, false) * (prices + 1))
          .isBetween(1, MOST_BUCKETS);
    }
    Metric cost = new PricedMetric("cost", true, 100, null);
    assertThat(UsageReading.choosePageSize(cost, true) * 201).isBetween(1, MOST_BUCKETS);
  }

  @Test
  void readsAsManyAccountsAsPossibleOfOtherMetrics() {
    assertThat(UsageReading.choosePageSize(Workload.MODEL_CALLS.metric("calls"), true))
        .isEqualTo(5_000);
  }

  @Test
  void readsSomeHundredAccountsWithAnyNumberOfPrices() {
    Metric cost = new PricedMetric("cost", true, 2_000, null);

    assertThat(UsageReading.choosePageSize(cost, true)).isEqualTo(250);
  }
}
