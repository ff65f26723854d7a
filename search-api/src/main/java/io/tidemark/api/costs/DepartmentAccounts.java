/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.costs.CostAnswer.CostDistribution;
import io.tidemark.api.departments.DepartmentFilter;
import io.tidemark.api.departments.DepartmentRules;
import io.tidemark.api.departments.Departments;
import io.tidemark.api.departments.FinanceRoles;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.ParameterValues;
import java.util.List;
import org.springframework.stereotype.Component;

/** The part of the routes of costs about departments. */
@Component
class DepartmentAccounts {

  private final Departments departments;
  private final DepartmentCosts costs;
  private final DepartmentTrend trend;

  DepartmentAccounts(Departments departments, DepartmentCosts costs, DepartmentTrend trend) {
    this.departments = departments;
    this.costs = costs;
    this.trend = trend;
  }

  private DepartmentRules findRules(Scope scope, ParameterValues values) {
    return departments.find(scope.tenant(), values.time(Costs.PRICES_AS_OF.name()));
  }

  /** Fixed costs and pools of a range; none for callers who may not see them. */
  FixedRows.Sums sumCosts(Scope scope, ParameterValues values, AccountSource.Account account) {
    return FinanceRoles.mayRead(scope) && account.prices().list() != null
        ? FixedRows.sumCosts(account, findRules(scope, values))
        : FixedRows.Sums.NONE;
  }

  /**
   * A selection by the rules of the tenant.
   *
   * @param grouped whether the answer has groups by department
   * @throws ProblemException 403 for callers who may not see departments
   */
  AccountSelection applyRules(
      AccountSelection selection, Scope scope, ParameterValues values, boolean grouped) {
    if (!grouped && selection.departments().isEmpty()) {
      return selection;
    }
    Scope whole = FinanceRoles.requireWhole(scope);
    return selection.by(findRules(scope, values).allocations(), whole);
  }

  /** {@code whole}: the usage of all departments, of which {@code account} has some. */
  CostDistribution createDistribution(
      AccountSource.Account account,
      AccountSource.Account whole,
      ParameterValues values,
      List<AgentUsage> agents,
      int limit) {
    DepartmentFilter shown = account.selection().departments();
    DepartmentRules rules = findRules(account.selection().scope(), values);
    return CostAnswers.distributeToDepartments(
        account, costs.listRows(whole, rules, agents, shown), limit);
  }

  /** {@code whole}: the usage of all departments. */
  List<CostTrendAnswer.Series> createTrend(
      CostTrendRequest request,
      ParameterValues values,
      AccountSource.Account whole,
      List<AgentUsage> agents) {
    return trend.readSeries(request, whole, findRules(whole.selection().scope(), values), agents);
  }
}
