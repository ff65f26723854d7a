/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.Mode;
import io.tidemark.api.budgets.usage.AccountUsage;
import io.tidemark.api.budgets.usage.AccountUsage.Used;
import io.tidemark.api.settings.SettingEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The usage of a budget under another revision. */
@Tag("fast")
class BudgetStateTest {

  private static final Instant NOON = Instant.parse("2026-03-12T12:00:00Z");
  private static final String BODY =
      "{'match':{'workload':'model-calls','project_id':['dev']},'per':'user_id',"
          + "'measure':'calls','amount':1000,'period':'day','mode':'watch'}";

  @Test
  void keepsUsageWhereAmountModeOrChannelsChange() {
    Optional<BudgetState> carried =
        carry(BODY.replace("1000", "1500").replace("watch", "enforce"), Map.of());

    assertThat(carried).isPresent();
    assertThat(carried.get().usedOf("alice").used()).isEqualByComparingTo("700");
    assertThat(carried.get().amountOf("alice")).isEqualByComparingTo("1500");
    assertThat(carried.get().budget().mode()).isEqualTo(Mode.ENFORCE);
    assertThat(carried.get().evaluatedAt()).isEqualTo(NOON);
    BigDecimal raised = BigDecimal.valueOf(1_700);
    assertThat(carry(BODY, Map.of("alice", raised)).orElseThrow().amountOf("alice"))
        .isEqualTo(raised);
  }

  @Test
  void keepsUsageAsAPartOfALongerPeriod() {
    BudgetState carried = carry(BODY.replace("day", "month"), Map.of()).orElseThrow();

    assertThat(carried.span().from()).isEqualTo("2026-03-01T00:00:00Z");
    assertThat(carried.usedOf("alice").used()).isEqualByComparingTo("700");
  }

  @Test
  void forgetsUsageThatTheOtherRevisionDoesNotCount() {
    for (String other :
        new String[] {
          BODY.replace("'calls'", "'total_tokens'"),
          BODY.replace("'dev'", "'dev','test'"),
          BODY.replace("'project_id'", "'not_project_id'"),
          BODY.replace("user_id", "model"),
          BODY.replace("'period':'day'", "'period':'day','time_zone':'Asia/Shanghai'")
        }) {
      assertThat(carry(other, Map.of())).as(other).isEmpty();
    }
  }

  private static Optional<BudgetState> carry(String body, Map<String, BigDecimal> amounts) {
    SettingEntry<Budget> first = SampleBudgets.create("b", BODY, NOON);
    BigDecimal used = BigDecimal.valueOf(700);
    BudgetState state =
        new BudgetState(
            first,
            first.value().spanAt(NOON, NOON).orElseThrow(),
            new AccountUsage(Map.of("alice", new Used(used, used)), NOON, null),
            Projector.none(),
            Map.of(),
            NOON,
            "");
    SettingEntry<Budget> other = SampleBudgets.create("b", body, NOON);
    return state.carryTo(other, other.value().spanAt(NOON, NOON).orElseThrow(), amounts);
  }
}
