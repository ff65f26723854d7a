/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.cost.ReportedCost;
import io.tidemark.api.export.Export;
import io.tidemark.api.groups.GroupRanking;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.workload.Workload;
import io.tidemark.api.workload.WorkloadPaths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = WorkloadPaths.TAG)
class DistributionController implements Routes {

  private static final String PATH = WorkloadPaths.ALL + "/distribution";

  private final GroupRanking ranking;
  private final Costs costs;
  private final Coverage.Source coverage;
  private final Export export;
  private final Clock clock;

  DistributionController(
      GroupRanking ranking, Costs costs, Coverage.Source coverage, Export export, Clock clock) {
    this.ranking = ranking;
    this.costs = costs;
    this.coverage = coverage;
    this.export = export;
    this.clock = clock;
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
    DistributionRequest asked = DistributionRequest.of(workload, values, scope, clock);
    Optional<PricedSelection> priced =
        costs.price(workload, asked.selection(), asked.metric(), values);
    DistributionRequest request = asked.pricedBy(priced);
    DistributionAnswer answer =
        DistributionReader.read(
            request,
            ranking.rank(
                workload,
                request.selection(),
                request.groupBy(),
                request.metric(),
                request.limit()),
            coverage.of(workload, request.selection().range()),
            priced.map(PricedSelection::basis).orElseGet(() -> ReportedCost.basis(asked.metric())));
    return export.unlessJson(http, response, answer, () -> DistributionTable.of(answer));
  }
}
