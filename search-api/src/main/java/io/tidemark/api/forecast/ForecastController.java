/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.CostBasis;
import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.cost.ReportedCost;
import io.tidemark.api.forecast.ForecastAnswer.Group;
import io.tidemark.api.groups.GroupRanking;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.timeseries.Interval.Bucket;
import io.tidemark.api.timeseries.PointSearch;
import io.tidemark.api.workload.Workload;
import io.tidemark.api.workload.WorkloadPaths;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = WorkloadPaths.TAG)
class ForecastController implements Routes {

  private static final String PATH = WorkloadPaths.ALL + "/forecast";

  private final UsageStore store;
  private final GroupRanking ranking;
  private final Coverage.Source coverage;
  private final Costs costs;
  private final Tiers tiers;
  private final Clock clock;

  ForecastController(
      UsageStore store,
      GroupRanking ranking,
      Coverage.Source coverage,
      Costs costs,
      Tiers tiers,
      Clock clock) {
    this.store = store;
    this.costs = costs;
    this.ranking = ranking;
    this.coverage = coverage;
    this.tiers = tiers;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return WorkloadPaths.declare(PATH, ForecastRequest::parameters);
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "forecast",
      summary = "A metric on the days to come, from the kept days; 409 with too little history")
  ForecastAnswer forecast(Workload workload, Scope scope, ParameterValues values) {
    ForecastRequest asked = ForecastRequest.of(workload, values, scope, tiers, clock);
    Optional<PricedSelection> priced = price(asked, values);
    CostBasis basis =
        priced
            .map(PricedSelection::basis)
            .orElseGet(() -> ReportedCost.basis(asked.metric(), costs.reportedCurrency()));
    ForecastRequest request = asked.pricedBy(priced).fit();
    // Before the search: what is final then has all its documents in it.
    Coverage covered = coverage.of(workload, request.selection().range());
    return answer(request, covered, basis);
  }

  /**
   * The prices of the history, as far back as they apply to whole days: with half of a day's usage
   * at another price its cost is no day like the others.
   */
  private Optional<PricedSelection> price(ForecastRequest asked, ParameterValues values) {
    Optional<PricedSelection> priced = priceAsFarAsPossible(asked, values);
    Optional<Instant> exactFrom = priced.flatMap(PricedSelection::findExactDaysFrom);
    return exactFrom.isPresent() ? priceAll(asked.startingAt(exactFrom.get()), values) : priced;
  }

  private Optional<PricedSelection> priceAsFarAsPossible(
      ForecastRequest asked, ParameterValues values) {
    try {
      return priceAll(asked, values);
    } catch (ProblemException e) {
      if (!e.kind().equals(ProblemException.TOO_LARGE) || !asked.isLong()) {
        throw e;
      }
      // More models or changes of prices than one answer takes, but maybe not of late.
      return priceAll(asked.recent(), values);
    }
  }

  private Optional<PricedSelection> priceAll(ForecastRequest asked, ParameterValues values) {
    Optional<PricedSelection> priced =
        costs.price(asked.workload(), asked.selection(), asked.metric(), values);
    if (priced.isEmpty() && CostMetric.isName(asked.metric().name())) {
      throw ProblemException.conflict(
          "no-prices", "There is no price list: cost has no history. Create a price list first.");
    }
    return priced;
  }

  private ForecastAnswer answer(ForecastRequest request, Coverage covered, CostBasis basis) {
    List<String> keys = keys(request);
    JsonNode found =
        PointSearch.searchPoints(
                request.buckets(),
                request.expectedAnswer(request.buckets().size(), keys.size() + 1),
                (part, expected) -> search(request, part, keys, expected))
            .path("aggregations");
    DailySeries history =
        ForecastReader.readHistory(request, covered, found.path(ForecastQuery.POINTS));
    requireHistory(history);
    return ForecastReader.readAnswer(
        request, covered, basis, history, groups(request, covered, history, keys, found));
  }

  private JsonNode search(
      ForecastRequest request, List<Bucket> days, List<String> keys, ExpectedAnswer expected) {
    return store.search(
        request.selection().scope(),
        request.workload(),
        request.selection().tiers(),
        ForecastQuery.createSearch(request, days, keys),
        expected);
  }

  /** Not a list of the JDK: a key may be null. */
  private List<String> keys(ForecastRequest request) {
    List<String> keys = new ArrayList<>();
    request
        .groupBy()
        .ifPresent(
            dimension ->
                ranking
                    .rank(
                        request.workload(),
                        request.recent().selection(),
                        List.of(dimension),
                        request.metric(),
                        request.limit())
                    .greatest()
                    .forEach(group -> keys.add(group.keys().get(0))));
    return keys;
  }

  private static List<Group> groups(
      ForecastRequest request,
      Coverage covered,
      DailySeries history,
      List<String> keys,
      JsonNode found) {
    List<Group> groups = new ArrayList<>();
    JsonNode buckets = found.path(ForecastQuery.GROUPS).path("buckets");
    for (int i = 0; i < keys.size(); i++) {
      JsonNode points = buckets.path(ForecastQuery.name(i)).path(ForecastQuery.POINTS);
      DailySeries own = ForecastReader.readHistory(request, covered, points);
      groups.add(ForecastReader.readGroup(request, history.end(), keys.get(i), own));
    }
    return groups;
  }

  private static void requireHistory(DailySeries history) {
    int missing = Forecast.LEAST_HISTORY - history.knownDays();
    if (missing > 0) {
      throw ProblemException.conflict(
          "too-little-history",
          "A forecast needs "
              + Forecast.LEAST_HISTORY
              + " complete final days of usage; there are "
              + history.knownDays()
              + ", "
              + missing
              + (missing == 1 ? " is" : " are")
              + " missing."
              + (history.unknownDays() == 0
                  ? ""
                  : " Days whose value is unknown do not count: " + history.unknownDays() + "."));
    }
  }
}
