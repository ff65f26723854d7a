/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

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
import io.tidemark.api.metric.Metric;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.timeseries.Interval.Bucket;
import io.tidemark.api.timeseries.PointSearch;
import io.tidemark.api.timeseries.Points;
import io.tidemark.api.trend.TrendAnswer.Series;
import io.tidemark.api.workload.Workload;
import io.tidemark.api.workload.WorkloadPaths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = WorkloadPaths.TAG)
class TrendController implements Routes {

  private static final String PATH = WorkloadPaths.ALL + "/trend";

  private final UsageStore store;
  private final GroupRanking ranking;
  private final Costs costs;
  private final Coverage.Source coverage;
  private final Labels labels;
  private final Export export;
  private final Tiers tiers;

  TrendController(
      UsageStore store,
      GroupRanking ranking,
      Costs costs,
      Coverage.Source coverage,
      Labels labels,
      Export export,
      Tiers tiers) {
    this.labels = labels;
    this.store = store;
    this.ranking = ranking;
    this.costs = costs;
    this.coverage = coverage;
    this.export = export;
    this.tiers = tiers;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return WorkloadPaths.declare(PATH, TrendRequest::parameters);
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "trend",
      summary = "One metric over time, by hour or local day, in one series or one per group")
  TrendAnswer trend(
      Workload workload,
      Scope scope,
      ParameterValues values,
      HttpServletRequest http,
      HttpServletResponse response) {
    TrendRequest request = TrendRequest.of(workload, values, scope, tiers);
    TrendAnswer answer = answer(request, values);
    Map<String, String> dimensions =
        request.groupBy().map(dimension -> Map.of(TrendTable.KEY, dimension)).orElse(Map.of());
    return export.unlessJson(
        http,
        response,
        answer,
        () -> labels.addTo(TrendTable.of(answer), scope.tenant(), dimensions));
  }

  private TrendAnswer answer(TrendRequest asked, ParameterValues values) {
    // Before the search: what is final then has all its documents in it.
    Coverage covered = coverage.of(asked.workload(), asked.selection().range());
    Optional<PricedSelection> priced =
        asked
            .findMoney()
            .flatMap(money -> costs.price(asked.workload(), asked.selection(), money, values));
    // The basis of the points: what ranks them is in no answer.
    CostBasis basis =
        priced
            .filter(found -> CostMetric.isName(asked.metric().name()))
            .map(PricedSelection::basis)
            .orElseGet(() -> ReportedCost.basis(asked.metric(), costs.reportedCurrency()));
    return answer(asked.pricedBy(priced), covered, basis, priced);
  }

  private TrendAnswer answer(
      TrendRequest request, Coverage covered, CostBasis basis, Optional<PricedSelection> priced) {
    if (request.groupBy().isEmpty()) {
      JsonNode found = search(request, 1, part -> TrendQuery.createSearch(request, part));
      return answer(request, covered, basis, TrendReader.readOne(request, covered, found), found);
    }
    String dimension = request.groupBy().get();
    Ranking ranking = ranking(request, dimension, priced);
    // Not toList: a key may be null.
    List<String> keys = new ArrayList<>();
    ranking.greatest().forEach(group -> keys.add(group.keys().get(0)));
    if (keys.isEmpty()) {
      JsonNode found = search(request, 1, part -> TrendQuery.createSearch(request, part));
      return answer(request, covered, basis, List.of(), found);
    }
    SeriesNames names =
        new SeriesNames(
            keys,
            ranking.hasOthers(),
            key -> labels.find(request.selection().scope().tenant(), dimension, key));
    Optional<SplitPoints> split =
        priced
            .filter(found -> CostMetric.isName(request.metric().name()))
            .flatMap(found -> SplitPoints.of(request, found, keys));
    if (split.isPresent()) {
      JsonNode found =
          search(
              request,
              part -> TrendQuery.createSearch(request, part),
              split.get().expectedAnswer());
      return answer(request, covered, basis, split.get().read(covered, names, found), found);
    }
    JsonNode found =
        search(
            request,
            keys.size() + 1,
            part -> TrendQuery.createSearch(request, part, dimension, keys));
    List<Series> series = TrendReader.readGroups(request, covered, names, found);
    return answer(request, covered, basis, series, found);
  }

  private Ranking ranking(
      TrendRequest request, String dimension, Optional<PricedSelection> priced) {
    List<String> dimensions = List.of(dimension);
    Metric metric = request.rankBy();
    // The account of a selection knows its amounts and its number of calls.
    boolean accounted =
        CostMetric.isName(metric.name()) || metric.equals(request.workload().mainCount());
    return priced
        .filter(found -> accounted)
        .flatMap(found -> found.rank(dimensions, metric, request.limit()))
        .orElseGet(
            () ->
                ranking.rank(
                    request.workload(), request.selection(), dimensions, metric, request.limit()));
  }

  private static TrendAnswer answer(
      TrendRequest request,
      Coverage covered,
      CostBasis basis,
      List<Series> series,
      JsonNode found) {
    return new TrendAnswer(
        covered,
        basis,
        request.metric().name(),
        request.interval().id(),
        request.zone().getId(),
        Points.exactDays(
            request.selection().range(), request.selection().tiers(), request.zone(), found),
        request.groupBy().orElse(null),
        series);
  }

  private JsonNode search(TrendRequest request, int series, Function<List<Bucket>, Search> body) {
    return search(request, body, request.expectedAnswer(series));
  }

  private JsonNode search(
      TrendRequest request, Function<List<Bucket>, Search> body, ExpectedAnswer expected) {
    Selection selection = request.selection();
    return PointSearch.searchPoints(
        request.buckets(),
        expected,
        (part, ofPart) ->
            store.search(
                selection.scope(),
                request.workload(),
                selection.tiers(),
                body.apply(part),
                ofPart));
  }
}
