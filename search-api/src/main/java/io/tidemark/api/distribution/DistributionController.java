/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.CostBasis;
import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.cost.ReportedCost;
import io.tidemark.api.directory.Labels;
import io.tidemark.api.export.Export;
import io.tidemark.api.groups.GroupRanking;
import io.tidemark.api.groups.Ranking;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.workload.Workload;
import io.tidemark.api.workload.WorkloadPaths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = WorkloadPaths.TAG)
class DistributionController implements Routes {

  private static final String PATH = WorkloadPaths.ALL + "/distribution";

  private final GroupRanking ranking;
  private final FurtherMetrics further;
  private final Costs costs;
  private final Coverage.Source coverage;
  private final GroupNames names;
  private final Export export;
  private final Tiers tiers;

  DistributionController(
      GroupRanking ranking,
      FurtherMetrics further,
      Costs costs,
      Coverage.Source coverage,
      GroupNames names,
      Export export,
      Tiers tiers) {
    this.names = names;
    this.ranking = ranking;
    this.further = further;
    this.costs = costs;
    this.coverage = coverage;
    this.export = export;
    this.tiers = tiers;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return WorkloadPaths.declare(PATH, DistributionRequest::parameters);
  }

  @GetMapping(PATH)
  @Operation(operationId = "distribution", summary = "Shares of a metric by one or two dimensions")
  DistributionAnswer distribution(
      Workload workload,
      Scope scope,
      ParameterValues values,
      HttpServletRequest http,
      HttpServletResponse response) {
    DistributionRequest asked = DistributionRequest.of(workload, values, scope, tiers);
    Optional<PricedSelection> priced = price(asked, values);
    if (asked.compares() && priced.isPresent()) {
      throw ProblemException.invalidParameter(
          "compare", "Costs are not compared with the period before.", List.of("another metric"));
    }
    priced.ifPresent(prices -> requireOneCurrency(asked, prices.basis().currency()));
    DistributionRequest request = asked.pricedBy(priced);
    Coverage covered = coverage.of(workload, request.selection().range());
    Ranking ranked = rank(request, priced);
    Labels.Names named = names.find(request, ranked.greatest());
    DistributionAnswer answer =
        DistributionReader.readAnswer(
                request,
                ranked,
                covered,
                priced.map(PricedSelection::basis).orElseGet(() -> reportedBasis(request)),
                compare(request, covered),
                named)
            .addMetrics(further.read(request, ranked.greatest()));
    List<String> columns = request.listColumns();
    return export.unlessJson(
        http, response, answer, () -> Labels.addTo(DistributionTable.of(answer, columns), named));
  }

  /** Empty when no metric is money by prices. */
  private Optional<PricedSelection> price(DistributionRequest asked, ParameterValues values) {
    return asked.listMetrics().stream()
        .filter(metric -> CostMetric.isName(metric.name()))
        .findFirst()
        .flatMap(money -> costs.price(asked.workload(), asked.selection(), money, values));
  }

  /** An answer names one currency for all of its amounts. */
  private void requireOneCurrency(DistributionRequest asked, String currency) {
    String reported = costs.reportedCurrency();
    if (!reported.equals(currency)
        && asked.listMetrics().stream().anyMatch(one -> one.name().equals(ReportedCost.NAME))) {
      throw ProblemException.invalidParameter(
          DistributionRequest.FURTHER,
          "Costs are in " + currency + ", reported costs in " + reported + ".",
          List.of("metrics of one currency"));
    }
  }

  private CostBasis reportedBasis(DistributionRequest request) {
    return request.listMetrics().stream()
        .map(metric -> ReportedCost.basis(metric, costs.reportedCurrency()))
        .filter(basis -> !basis.equals(CostBasis.NONE))
        .findFirst()
        .orElse(CostBasis.NONE);
  }

  private Optional<GroupComparison> compare(DistributionRequest request, Coverage covered) {
    if (!request.compares()) {
      return Optional.empty();
    }
    return tiers
        .compare(request.workload(), request.selection().range(), covered.finalThrough())
        .map(
            periods ->
                new GroupComparison(
                    periods.now(),
                    rank(request, periods.now()),
                    periods.before(),
                    rank(request, periods.before())));
  }

  private Ranking rank(DistributionRequest request, TimeRange range) {
    Selection over = tiers.over(request.selection(), request.workload(), range);
    return rank(request, over, GroupRanking.MOST_GROUPS);
  }

  /** Costs of models and the like are groups of the account. */
  private Ranking rank(DistributionRequest request, Optional<PricedSelection> priced) {
    return priced
        .filter(found -> CostMetric.isName(request.metric().name()))
        .flatMap(found -> found.rank(request.groupBy(), request.metric(), request.limit()))
        .orElseGet(() -> rank(request, request.selection(), request.limit()));
  }

  private Ranking rank(DistributionRequest request, Selection selection, int limit) {
    return ranking.rank(request.workload(), selection, request.groupBy(), request.metric(), limit);
  }
}
