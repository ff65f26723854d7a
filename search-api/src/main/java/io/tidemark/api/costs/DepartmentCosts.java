/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.costs.DepartmentRow.Kind;
import io.tidemark.api.costs.DepartmentUsage.Reading;
import io.tidemark.api.departments.DepartmentFilter;
import io.tidemark.api.departments.DepartmentRules;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.pricing.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The account of a tenant by department, with fixed costs and pools on rows of their own. */
@Component
class DepartmentCosts {

  private static final Comparator<DepartmentRow> GREATEST_FIRST =
      Comparator.comparing(DepartmentRow::kind)
          .thenComparing(
              DepartmentRow::value,
              Comparator.nullsLast(Comparator.comparing(Money::amount).reversed()))
          .thenComparing(DepartmentRow::department)
          .thenComparing(row -> String.valueOf(row.name()));

  private final DepartmentUsage usage;
  private final FixedRows fixedRows;

  DepartmentCosts(DepartmentUsage usage, FixedRows fixedRows) {
    this.usage = usage;
    this.fixedRows = fixedRows;
  }

  /**
   * All rows: usage first, the greatest cost first. {@code unallocated} is always there.
   *
   * @param account the usage of all departments
   * @param shown whose rows; a choice leaves out fixed costs and pools, as every filter does
   */
  List<DepartmentRow> listRows(
      AccountSource.Account account,
      DepartmentRules rules,
      List<AgentUsage> agents,
      DepartmentFilter shown) {
    Map<String, Money> byDepartment = readUsage(account, rules, agents);
    List<DepartmentRow> rows = new ArrayList<>();
    byDepartment.forEach(
        (department, value) -> {
          if (shown.accepts(department)) {
            rows.add(new DepartmentRow(Kind.usage, department, null, value));
          }
        });
    if (shown.isEmpty()) {
      rows.addAll(fixedRows.listRows(account, rules, byDepartment));
    }
    rows.sort(GREATEST_FIRST);
    return rows;
  }

  private Map<String, Money> readUsage(
      AccountSource.Account account, DepartmentRules rules, List<AgentUsage> agents) {
    Map<String, Money> amounts = new LinkedHashMap<>();
    account
        .parts()
        .forEach(
            part ->
                addAll(
                    amounts,
                    part.workload(),
                    part.priced().selection(),
                    part.priced().metric(CostMetric.COST),
                    rules));
    agents.forEach(
        found -> addAll(amounts, found.workload(), found.selection(), found.metric(), rules));
    // Usage without a known cost is null.
    if (!amounts.containsKey(Allocations.UNALLOCATED)) {
      amounts.put(Allocations.UNALLOCATED, Money.of(BigDecimal.ZERO));
    }
    return amounts;
  }

  private void addAll(
      Map<String, Money> amounts,
      Workload workload,
      Selection selection,
      Metric metric,
      DepartmentRules rules) {
    Aggregations values = new Aggregations();
    metric.addTo(values);
    usage.readUsage(
        workload,
        selection,
        rules.allocations(),
        new Reading(values, metric.bucketsPerGroup(), Reduction.NONE),
        (shares, bucket) ->
            shareAmount((Money) metric.read(bucket), shares)
                .forEach((department, part) -> addAmount(amounts, department, part)));
  }

  /** Exact parts of an amount; null where it is unknown. */
  static Map<String, Money> shareAmount(Money amount, Map<String, BigDecimal> shares) {
    Map<String, Money> parts = new LinkedHashMap<>();
    shares.forEach(
        (department, share) ->
            parts.put(
                department, amount == null ? null : Money.of(amount.amount().multiply(share))));
    return parts;
  }

  private static void addAmount(Map<String, Money> amounts, String key, Money more) {
    Money sum = amounts.get(key);
    amounts.put(key, sum == null ? more : more == null ? sum : sum.plus(more));
  }
}
