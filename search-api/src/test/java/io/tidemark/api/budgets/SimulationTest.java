/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.metric.Metric;
import io.tidemark.api.metric.PricedMetric;
import io.tidemark.api.workload.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SimulationTest {

  /** The default of {@code search.max_buckets}. */
  private static final int MOST_BUCKETS = 65_535;

  @Test
  void simulatesFewerAccountsAtOnceWhenThereAreManyPrices() {
    int hours = 721;
    for (int prices : new int[] {1, 2, 20}) {
      Metric cost = new PricedMetric("cost", true, prices, null);

      assertThat(Simulation.chooseAccounts(cost, hours) * hours * (prices + 1))
          .isBetween(1, MOST_BUCKETS);
    }
    Metric manyPrices = new PricedMetric("cost", true, 2_000, null);
    assertThat(Simulation.chooseAccounts(manyPrices, hours)).isEqualTo(1);
    assertThat(Simulation.chooseAccounts(manyPrices, 1)).isEqualTo(29);
    Metric calls = Workload.MODEL_CALLS.metric("calls");
    assertThat(Simulation.chooseAccounts(calls, 25)).isEqualTo(Simulation.MOST_ACCOUNTS);
  }
}
