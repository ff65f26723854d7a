/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The job adds up reported costs in one currency, which its documents do not name. */
@Tag("fast")
class ReportedCostTest {

  private static final String SUMS =
      """
      {"reported_cost_nanos": {"count": 1, "sum": 2500000000},
       "calls_with_reported_cost": {"value": 3}}
      """;

  @Test
  void namesTheCurrencyThatIsSet() {
    String currency = createCosts("EUR").reportedCurrency();

    ReportedCost read =
        ReportedCost.read(JsonMapper.shared().readTree(SUMS), new CostAccount(), currency);

    assertThat(read.amount()).hasToString("2.50");
    assertThat(read.currency()).isEqualTo("EUR");
    assertThat(ReportedCost.createEmpty(currency).plus(read).currency()).isEqualTo("EUR");
    assertThat(ReportedCost.basis(ReportedCost.createMetric(), currency).currency())
        .isEqualTo("EUR");
  }

  @Test
  void rejectsASettingThatIsNoCurrency() {
    assertThatThrownBy(() -> createCosts("euro"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tidemark.costs.reported-currency")
        .hasMessageContaining("'euro'");
  }

  private static Costs createCosts(String reportedCurrency) {
    return new Costs(null, null, null, null, new CostProperties(Set.of(), reportedCurrency, true));
  }
}
