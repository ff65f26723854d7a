/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.evaluation.BudgetBoard;
import io.tidemark.api.budgets.evaluation.BudgetState;
import io.tidemark.api.budgets.evaluation.Projector;
import io.tidemark.api.budgets.evaluation.SampleBudgets;
import io.tidemark.api.budgets.usage.AccountUsage;
import io.tidemark.api.budgets.usage.AccountUsage.Used;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.model.pricing.AllocationRule;
import io.tidemark.model.pricing.AllocationRule.Property;
import io.tidemark.model.pricing.Allocations;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Decisions by the accounts of departments. */
@Tag("fast")
class DepartmentDecisionsTest {

  private static final Instant NOW = Instant.parse("2026-03-12T10:00:00Z");

  private static final Allocations RULES =
      new Allocations(
          List.of(
              rule("lab*", Map.of("research", new BigDecimal("0.75"), "sales", quarter())),
              rule("shop", Map.of("sales", BigDecimal.ONE))));

  private static BigDecimal quarter() {
    return new BigDecimal("0.25");
  }

  private static AllocationRule rule(String project, Map<String, BigDecimal> shares) {
    return new AllocationRule(
        project, Map.of(Property.PROJECT_ID, List.of(project)), shares, Instant.EPOCH, null);
  }

  /** One budget, with what its departments had used. */
  private record Board(SettingEntry<Budget> entry, Map<String, Used> used) implements BudgetBoard {

    @Override
    public Object version() {
      return this;
    }

    @Override
    public List<SettingEntry<Budget>> list(String tenant) {
      return List.of(entry);
    }

    @Override
    public Optional<BudgetState> find(SettingEntry<Budget> asked) {
      return Optional.of(
          new BudgetState(
              entry,
              entry.value().spanAt(NOW, NOW).orElseThrow(),
              new AccountUsage(used, NOW, null),
              Projector.none(),
              Map.of(),
              NOW,
              ""));
    }

    @Override
    public Allocations allocations(String tenant) {
      return RULES;
    }

    @Override
    public Instant createdAtOrNow(Setting setting) {
      return NOW;
    }
  }

  @Test
  void deniesACallWhenAnyOfItsDepartmentsHasUsedItsAmount() {
    Decisions decisions = create("'per':'department'", Map.of("sales", 1_000L, "research", 10L));

    assertThat(decide(decisions, "lab-1").decision()).isEqualTo(Decision.DENY);
    assertThat(decide(decisions, "shop").decision()).isEqualTo(Decision.DENY);
    assertThat(decide(decisions, "other").reason()).isEqualTo("no_budget");
  }

  @Test
  void givesEachDepartmentItsShareOfAnAdmittedCall() {
    Decisions decisions = create("'per':'department'", Map.of());

    // A call of 400 adds 300 and 100.
    for (int i = 0; i < 4; i++) {
      assertThat(decide(decisions, "lab-1").decision()).isEqualTo(Decision.ALLOW);
    }
    assertThat(decide(decisions, "lab-1").decision()).isEqualTo(Decision.DENY);
    assertThat(decide(decisions, "shop").remaining()).isEqualTo("600");
  }

  @Test
  void aBudgetOfOneDepartmentLooksAtItsCallsAlone() {
    Decisions decisions =
        create("'match':{'workload':'model-calls','department':'research'}", Map.of("", 1_000L));

    assertThat(decide(decisions, "lab-1").decision()).isEqualTo(Decision.DENY);
    assertThat(decide(decisions, "shop").reason()).isEqualTo("no_budget");
  }

  private static Decisions create(String members, Map<String, Long> used) {
    String match = members.contains("'match'") ? "" : ",'match':{'workload':'model-calls'}";
    SettingEntry<Budget> entry =
        SampleBudgets.create(
            "dev",
            '{'
                + members
                + match
                + ",'measure':'total_tokens','amount':'1000','period':'day','mode':'enforce'}",
            NOW);
    Map<String, Used> accounts = new HashMap<>();
    used.forEach(
        (account, sum) ->
            accounts.put(account, new Used(BigDecimal.valueOf(sum), BigDecimal.valueOf(sum))));
    return new Decisions(
        new Board(entry, accounts),
        new DecisionProperties(true, Duration.ofMinutes(15)),
        new Pending(),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Decision decide(Decisions decisions, String project) {
    return decisions.decideCall(
        "acme",
        CallReader.readBody(
            JsonMapper.shared()
                .readTree("{\"project_id\":\"" + project + "\",\"expected_tokens\":400}")));
  }
}
