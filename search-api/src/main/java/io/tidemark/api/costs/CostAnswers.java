/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.cost.CostAccount;
import io.tidemark.api.cost.CostBasis.Unpriced;
import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.LineSums;
import io.tidemark.api.costs.CostAnswer.Agents;
import io.tidemark.api.costs.CostAnswer.CostDistribution;
import io.tidemark.api.costs.CostAnswer.CostRest;
import io.tidemark.api.costs.CostAnswer.CostShare;
import io.tidemark.api.costs.CostAnswer.CostSummary;
import io.tidemark.api.costs.CostAnswer.PriceBasis;
import io.tidemark.api.costs.CostAnswer.WorkloadCost;
import io.tidemark.api.costs.CostGroups.Amount;
import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.pricing.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes answers out of accounts. */
final class CostAnswers {

  private CostAnswers() {}

  static PriceBasis createBasis(AccountSource.Account account) {
    return new PriceBasis(
        account.prices().book().currency(),
        account.prices().list(),
        account.prices().asOf(),
        account.basis().exact());
  }

  static CostSummary createSummary(
      AccountSource.Account account, List<AgentUsage> agents, FixedRows.Sums fixed) {
    CostAccount total = account.total();
    boolean included = account.selection().includeAgents();
    Money cost = Money.of(total.totals().amount());
    Money added = included ? AgentUsage.sumAmounts(agents, AgentUsage::total) : null;
    List<WorkloadCost> workloads = new ArrayList<>();
    account
        .byWorkload()
        .forEach(
            (workload, part) ->
                workloads.add(
                    new WorkloadCost(
                        workload.id(), CostMetric.COST.amount(part), part.totals().pricedCalls())));
    return new CostSummary(
        account.coverage(),
        createBasis(account),
        addAmounts(cost, added),
        CostAnswer.listParts(total, cost != null, added),
        CostMetric.CACHE_SAVINGS.amount(total),
        CostMetric.COST_PER_CALL.amount(total),
        CostMetric.COST_PER_MILLION_TOKENS.amount(total),
        account.reported(),
        workloads,
        agents.isEmpty()
            ? null
            : new Agents(
                AgentUsage.sumAmounts(agents, AgentUsage::estimate),
                AgentUsage.CURRENCY,
                added != null),
        Unpriced.from(total),
        fixed.fixedCosts(),
        fixed.pools());
  }

  static Money addAmounts(Money one, Money other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.plus(other);
  }

  static CostDistribution createDistribution(
      AccountSource.Account account, CostGroup by, List<Amount> groups, int limit) {
    Money total = sumAmounts(groups);
    List<Amount> greatest = groups.subList(0, Math.min(limit, groups.size()));
    List<Amount> others = groups.subList(greatest.size(), groups.size());
    CostAccount all = account.total();
    return new CostDistribution(
        account.coverage(),
        createBasis(account),
        CostMetric.COST.id(),
        List.of(by.id()),
        total,
        greatest.stream().map(amount -> createShare(amount, by, total, all.lines())).toList(),
        others.isEmpty()
            ? null
            : new CostRest(
                others.size(), sumAmounts(others), computePart(sumAmounts(others), total)),
        Unpriced.from(all));
  }

  private static CostShare createShare(Amount amount, CostGroup by, Money total, LineSums lines) {
    Optional<LineSums.Line> line = CostGroups.findClass(by, amount.key()).map(lines.byClass()::get);
    Map<String, String> key = Collections.singletonMap(by.id(), amount.key());
    return new CostShare(
        DepartmentRow.Kind.usage,
        key,
        null,
        null,
        amount.value(),
        computePart(amount.value(), total),
        line.map(LineSums.Line::quantity).orElse(null),
        line.map(LineSums.Line::unitPrice)
            .map(price -> price.stripTrailingZeros().toPlainString())
            .orElse(null));
  }

  /** Rows of usage beyond the limit are combined; all others are always shown. */
  static CostDistribution distributeToDepartments(
      AccountSource.Account account, List<DepartmentRow> rows, int limit) {
    List<DepartmentRow> shown = new ArrayList<>();
    List<DepartmentRow> others = new ArrayList<>();
    int departments = 0;
    for (DepartmentRow row : rows) {
      boolean department =
          row.kind() == DepartmentRow.Kind.usage
              && !row.department().equals(Allocations.UNALLOCATED);
      if (department && departments == limit) {
        others.add(row);
        continue;
      }
      departments += department ? 1 : 0;
      shown.add(row);
    }
    Money total = sumAllRows(account, rows);
    String by = CostGroup.DEPARTMENT.id();
    return new CostDistribution(
        account.coverage(),
        createBasis(account),
        CostMetric.COST.id(),
        List.of(by),
        total,
        shown.stream()
            .map(
                row ->
                    new CostShare(
                        row.kind(),
                        Map.of(by, row.department()),
                        null,
                        row.name(),
                        row.value(),
                        computePart(row.value(), total),
                        null,
                        null))
            .toList(),
        others.isEmpty()
            ? null
            : new CostRest(others.size(), sumRows(others), computePart(sumRows(others), total)),
        Unpriced.from(account.total()));
  }

  /** That no usage is unallocated does not make an unknown cost of all usage 0. */
  private static Money sumAllRows(AccountSource.Account account, List<DepartmentRow> rows) {
    boolean unknown =
        account.total().totals().amount() == null
            && rows.stream()
                .anyMatch(row -> row.kind() == DepartmentRow.Kind.usage && row.value() == null);
    return sumRows(
        unknown ? rows.stream().filter(row -> !isNothingUnallocated(row)).toList() : rows);
  }

  private static boolean isNothingUnallocated(DepartmentRow row) {
    return row.kind() == DepartmentRow.Kind.usage
        && row.department().equals(Allocations.UNALLOCATED)
        && row.value() != null
        && row.value().amount().signum() == 0;
  }

  private static Money sumRows(List<DepartmentRow> rows) {
    Money sum = null;
    for (DepartmentRow row : rows) {
      sum = addAmounts(sum, row.value());
    }
    return sum;
  }

  private static Money sumAmounts(List<Amount> amounts) {
    Money sum = null;
    for (Amount amount : amounts) {
      sum = addAmounts(sum, amount.value());
    }
    return sum;
  }

  private static Double computePart(Money value, Money total) {
    return value == null || total == null || total.doubleValue() == 0
        ? null
        : value.doubleValue() / total.doubleValue();
  }
}
