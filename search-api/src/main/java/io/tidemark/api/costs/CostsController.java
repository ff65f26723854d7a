/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.CostAccount;
import io.tidemark.api.cost.CostBasis.Unpriced;
import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.costs.CostAnswer.CostDistribution;
import io.tidemark.api.costs.CostAnswer.CostSummary;
import io.tidemark.api.export.Export;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.CostTotals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Costs")
class CostsController implements Routes {

  private static final String SUMMARY = "/api/v1/costs/summary";
  private static final String TREND = "/api/v1/costs/trend";
  private static final String DISTRIBUTION = "/api/v1/costs/distribution";
  private static final String UNPRICED = "/api/v1/costs/unpriced";

  private static final long MOST_GROUPS = 1_000;

  private static final Parameter GROUP_BY =
      Parameter.choice(
          "group_by",
          "The groups. token_class shows quantities and unit prices too; department needs the role"
              + " finance or super-admin.",
          CostGroup.ids(),
          CostGroup.MODEL.id());

  private static final Parameter LIMIT =
      Parameter.count("limit", "Number of groups besides other.", 20L, 5, 1, MOST_GROUPS);

  private final AccountSource accounts;
  private final CostGroups groups;
  private final CostTrend trend;
  private final DepartmentAccounts departments;
  private final UsageStore store;
  private final CostAnswerWriter writer;
  private final Tiers tiers;

  CostsController(
      AccountSource accounts,
      CostGroups groups,
      CostTrend trend,
      DepartmentAccounts departments,
      UsageStore store,
      CostAnswerWriter writer,
      Tiers tiers) {
    this.accounts = accounts;
    this.groups = groups;
    this.trend = trend;
    this.departments = departments;
    this.store = store;
    this.writer = writer;
    this.tiers = tiers;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    ParameterSet selection = AccountSelection.parameters();
    return Map.of(
        SUMMARY,
        selection,
        TREND,
        CostTrendRequest.parameters(),
        DISTRIBUTION,
        selection.and(GROUP_BY, LIMIT, Export.PARAMETER, Export.DOWNLOAD),
        UNPRICED,
        selection);
  }

  private AccountSource.Account readAccount(Scope scope, ParameterValues values) {
    return accounts.readAccount(
        departments.applyRules(AccountSelection.of(values, scope, tiers), scope, values, false),
        values);
  }

  /** The account of all departments, of which another has some. */
  private AccountSource.Account readWhole(AccountSource.Account account, ParameterValues values) {
    return account.selection().departments().isEmpty()
        ? account
        : accounts.readAccount(account.selection().ofAllDepartments(), values);
  }

  @GetMapping(SUMMARY)
  @Operation(operationId = "costsSummary", summary = "The cost of all workloads in one account")
  CostSummary summary(Scope scope, ParameterValues values) {
    AccountSource.Account account = readAccount(scope, values);
    return CostAnswers.createSummary(
        account,
        AgentUsage.listUsage(store, account.selection(), account.prices()),
        departments.sumCosts(scope, values, account));
  }

  @GetMapping(TREND)
  @Operation(operationId = "costsTrend", summary = "The cost of all workloads over time")
  CostTrendAnswer trend(
      Scope scope, ParameterValues values, HttpServletRequest http, HttpServletResponse response) {
    CostTrendRequest asked = CostTrendRequest.of(values, scope, tiers);
    boolean byDepartment = asked.groupBy().filter(CostGroup.DEPARTMENT::equals).isPresent();
    CostTrendRequest request =
        asked.about(departments.applyRules(asked.selection(), scope, values, byDepartment));
    AccountSource.Account account = accounts.readAccount(request.selection(), values);
    CostTrendAnswer answer =
        new CostTrendAnswer(
            account.coverage(),
            CostAnswers.createBasis(account),
            CostMetric.COST.id(),
            request.interval().id(),
            request.zone().getId(),
            account.hasExactDays(request.zone()),
            request.groupBy().map(CostGroup::id).orElse(null),
            byDepartment
                ? readDepartments(request, values, readWhole(account, values))
                : trend.readSeries(request, account, listIncludedAgents(account)),
            Unpriced.from(account.total()));
    return writer.writeAnswer(http, response, answer, request.groupBy(), scope.tenant());
  }

  private List<CostTrendAnswer.Series> readDepartments(
      CostTrendRequest request, ParameterValues values, AccountSource.Account whole) {
    return departments.createTrend(request, values, whole, listIncludedAgents(whole));
  }

  @GetMapping(DISTRIBUTION)
  @Operation(
      operationId = "costsDistribution",
      summary = "Shares of the cost of all workloads by one property of the usage")
  CostDistribution distribution(
      Scope scope, ParameterValues values, HttpServletRequest http, HttpServletResponse response) {
    CostGroup by = CostGroup.of(values.choice(GROUP_BY.name()));
    boolean byDepartment = by == CostGroup.DEPARTMENT;
    AccountSource.Account account =
        accounts.readAccount(
            departments.applyRules(
                AccountSelection.of(values, scope, tiers), scope, values, byDepartment),
            values);
    int limit = values.size(LIMIT.name());
    CostDistribution answer;
    if (byDepartment) {
      AccountSource.Account whole = readWhole(account, values);
      answer =
          departments.createDistribution(account, whole, values, listIncludedAgents(whole), limit);
    } else {
      answer =
          CostAnswers.createDistribution(
              account, by, groups.listAmounts(account, by, listIncludedAgents(account)), limit);
    }
    return writer.writeAnswer(http, response, answer, by, scope.tenant());
  }

  @GetMapping(UNPRICED)
  @Operation(
      operationId = "costsUnpriced",
      summary = "Usage without a known price by workload and model, the most tokens first")
  UnpricedAnswer unpriced(Scope scope, ParameterValues values) {
    AccountSource.Account account = readAccount(scope, values);
    List<UnpricedAnswer.UnpricedModel> models = new ArrayList<>();
    account
        .byWorkload()
        .forEach(
            (workload, found) ->
                found.unpricedByModel().forEach(entry -> models.add(unpriced(workload, entry))));
    return UnpricedAnswer.of(account, models);
  }

  private static UnpricedAnswer.UnpricedModel unpriced(
      Workload workload, Map.Entry<String, CostTotals> model) {
    return new UnpricedAnswer.UnpricedModel(
        workload.id(),
        model.getKey().equals(CostAccount.NO_MODEL) ? null : model.getKey(),
        model.getValue().unpricedCalls(),
        model.getValue().unpricedTokens());
  }

  private List<AgentUsage> listIncludedAgents(AccountSource.Account account) {
    return account.selection().includeAgents()
        ? AgentUsage.listUsage(store, account.selection(), account.prices()).stream()
            .filter(usage -> usage.total() != null)
            .toList()
        : List.of();
  }
}
