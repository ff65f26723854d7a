/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.performance;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.timeseries.Points;
import io.tidemark.api.workload.Workload;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "Model calls")
class PerformanceController implements Routes {

  private static final String PATH = "/api/v1/model-calls/performance";

  private final UsageStore store;
  private final Coverage.Source coverage;
  private final Tiers tiers;

  PerformanceController(UsageStore store, Coverage.Source coverage, Tiers tiers) {
    this.store = store;
    this.coverage = coverage;
    this.tiers = tiers;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, PerformanceRequest.parameters());
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "modelCallsPerformance",
      summary = "Percentiles and error rate over time, and calls by status code")
  PerformanceAnswer performance(Scope scope, ParameterValues values) {
    PerformanceRequest request = PerformanceRequest.of(values, scope, tiers);
    Selection selection = request.selection();
    Workload workload = Workload.MODEL_CALLS;
    // Before the search: what is final then has all its documents in it.
    Coverage covered = coverage.of(workload, selection.range());
    List<String> codes = store.fieldsBelow("status_codes", workload, selection.tiers());
    JsonNode found =
        store.search(
            scope,
            workload,
            selection.tiers(),
            PerformanceQuery.createSearch(request, codes),
            request.expectedAnswer());
    return new PerformanceAnswer(
        covered,
        request.duration(),
        request.interval().id(),
        request.zone().getId(),
        Points.exactDays(selection.range(), selection.tiers(), request.zone(), found),
        PerformanceReader.createPoints(request, covered, found),
        PerformanceReader.statusCodes(codes, found));
  }
}
