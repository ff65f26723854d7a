/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.costs.CostAnswer.CostDistribution;
import io.tidemark.api.departments.DepartmentRules;
import io.tidemark.api.departments.Departments;
import io.tidemark.api.departments.FinanceRoles;
import io.tidemark.api.request.ParameterValues;
import java.util.List;
import java.util.Optional;
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

  private DepartmentRules rules(AccountSource.Account account, ParameterValues values) {
    return departments.find(
        account.selection().scope().tenant(), values.time(Costs.PRICES_AS_OF.name()));
  }

  /** Fixed costs and pools of a range; none for callers who may not see them. */
  FixedRows.Sums sum(Scope scope, ParameterValues values, AccountSource.Account account) {
    return FinanceRoles.mayRead(scope) && account.prices().list() != null
        ? FixedRows.sum(account, rules(account, values))
        : FixedRows.Sums.NONE;
  }

  CostDistribution distribute(
      AccountSource.Account account,
      ParameterValues values,
      Optional<AgentUsage> agents,
      int limit) {
    return CostAnswers.distributeToDepartments(
        account, costs.list(account, rules(account, values), agents), limit);
  }

  List<CostTrendAnswer.Series> trend(
      CostTrendRequest request,
      ParameterValues values,
      AccountSource.Account account,
      Optional<AgentUsage> agents) {
    return trend.read(request, account, rules(account, values), agents);
  }
}
