/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.AmountsPlan;
import io.tidemark.api.cost.CostAccess;
import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.CostMetrics;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.cost.ReportedCost;
import io.tidemark.api.metric.BinMerge;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.workload.Workload;
import io.tidemark.api.workload.WorkloadPaths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = WorkloadPaths.TAG)
class SummaryController implements Routes {

  static final String PATH = WorkloadPaths.ALL + "/summary";

  private static final Parameter COMPARE =
      Parameter.choice(
          "compare",
          "Adds the same metrics for two periods of equal length: compared, the final hours of the"
              + " range, and previous, as many hours before the range. Both exclude hours that are"
              + " not final and are absent while no hour of the range is final.",
          List.of("previous"),
          null);

  private static final ExpectedAnswer EXPECTED =
      ExpectedAnswer.SMALL.reducedBy(Reduction.ofBuckets(BinMerge::isOfKeywords, BinMerge::reduce));

  private final UsageStore store;
  private final Costs costs;
  private final CostAccess access;
  private final Coverage.Source coverage;
  private final Tiers tiers;

  SummaryController(
      UsageStore store, Costs costs, CostAccess access, Coverage.Source coverage, Tiers tiers) {
    this.store = store;
    this.costs = costs;
    this.access = access;
    this.coverage = coverage;
    this.tiers = tiers;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return WorkloadPaths.declare(
        PATH,
        workload ->
            Selection.longParameters(workload)
                .and(COMPARE)
                .and(CostMetrics.parametersOf(workload)));
  }

  @GetMapping(PATH)
  @Operation(operationId = "summary", summary = "All metrics of one range")
  Map<String, Object> summary(Workload workload, Scope scope, ParameterValues values) {
    Selection selection = tiers.select(values, workload, scope);
    TimeRange range = selection.range();
    Coverage covered = coverage.of(workload, range);
    Optional<PricesInForce> prices =
        CostMetric.listOf(workload).isEmpty() ? Optional.empty() : access.findPrices(values, scope);
    Numbers numbers = read(workload, selection, prices);
    Map<String, Object> metrics = numbers.metrics();
    SummaryAnswer answer = new SummaryAnswer(covered, metrics);
    numbers.priced().ifPresent(found -> answer.add(found.basis()));
    if (values.has(COMPARE.name())) {
      tiers
          .compare(workload, range, covered.finalThrough())
          .ifPresent(
              periods -> {
                TimeRange now = periods.now();
                answer.add(
                    SummaryAnswer.COMPARED,
                    now,
                    now.equals(range)
                        ? metrics
                        : read(workload, tiers.over(selection, workload, now), prices).metrics());
                TimeRange before = periods.before();
                answer.add(
                    SummaryAnswer.PREVIOUS,
                    before,
                    read(workload, tiers.over(selection, workload, before), prices).metrics());
              });
    }
    return answer.members();
  }

  private static Map<String, Object> amounts(Workload workload, Optional<PricedSelection> priced) {
    Map<String, Object> amounts = new LinkedHashMap<>();
    priced.ifPresent(
        found -> {
          CostMetric.listOf(workload)
              .forEach(metric -> amounts.put(metric.id(), metric.amount(found.account())));
          if (ReportedCost.isOf(workload)) {
            amounts.put(ReportedCost.NAME, found.reported());
          }
        });
    return amounts;
  }

  /**
   * The numbers of one range.
   *
   * @param metrics all of them, amounts last
   * @param priced empty without prices
   */
  private record Numbers(Map<String, Object> metrics, Optional<PricedSelection> priced) {}

  private Numbers read(Workload workload, Selection selection, Optional<PricesInForce> prices) {
    Optional<AmountsPlan> amounts =
        prices.flatMap(found -> costs.planAmounts(workload, selection, found));
    return read(workload, selection, BinMerge.KEYWORDS, amounts)
        .orElseGet(() -> read(workload, selection, BinMerge.SUMS, amounts).orElseThrow());
  }

  /** Empty when not all documents can be merged that way. */
  private Optional<Numbers> read(
      Workload workload, Selection selection, BinMerge merge, Optional<AmountsPlan> amounts) {
    return store.read(
        selection.scope(),
        workload,
        selection.tiers(),
        SummaryQuery.createSearch(workload, selection, merge, amounts),
        EXPECTED,
        answer ->
            merge == BinMerge.SUMS || SummaryReader.isWhole(workload, answer)
                ? Optional.of(readNumbers(workload, amounts, answer))
                : Optional.empty());
  }

  private static Numbers readNumbers(
      Workload workload, Optional<AmountsPlan> amounts, JsonNode answer) {
    Map<String, Object> metrics = SummaryReader.readAnswer(workload, answer);
    Optional<PricedSelection> priced = amounts.map(plan -> plan.price(answer.path("aggregations")));
    metrics.putAll(amounts(workload, priced));
    return new Numbers(metrics, priced);
  }
}
