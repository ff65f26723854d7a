/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.approvals.RequestState;
import io.tidemark.api.budgets.definition.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class BudgetRequestTest {

  private static final Instant DAY = Instant.parse("2026-03-12T00:00:00Z");

  @Test
  void grantsUntilATimeCountFromTheirFirstPeriodOn() {
    Instant until = DAY.plus(Duration.ofDays(3));
    BudgetRequest grant =
        new BudgetRequest(
            "dev",
            "alice",
            "total_tokens",
            BigDecimal.TEN,
            null,
            DAY,
            until,
            RequestState.APPROVED,
            false,
            "alice",
            "root",
            null);

    assertThat(isGrantOn(grant, -1)).isFalse();
    assertThat(isGrantOn(grant, 0)).isTrue();
    assertThat(isGrantOn(grant, 2)).isTrue();
    assertThat(isGrantOn(grant, 3)).isFalse();
  }

  private static boolean isGrantOn(BudgetRequest grant, int day) {
    Span span = new Span(DAY.plus(Duration.ofDays(day)), DAY.plus(Duration.ofDays(day + 1)));
    return grant.isGrantFor(span, span.to().minusMillis(1));
  }
}
