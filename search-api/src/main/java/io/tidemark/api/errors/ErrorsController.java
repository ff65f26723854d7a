/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.errors;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.query.Search;
import io.tidemark.api.records.RecordKind;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.timeseries.PointSearch;
import io.tidemark.api.workload.Workload;
import io.tidemark.api.workload.WorkloadPaths;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = WorkloadPaths.TAG)
class ErrorsController implements Routes {

  private static final String PATH = WorkloadPaths.WITH_RECORDS + "/errors";

  private final UsageStore store;
  private final Coverage.Source coverage;
  private final Tiers tiers;
  private final Clock clock;

  ErrorsController(UsageStore store, Coverage.Source coverage, Tiers tiers, Clock clock) {
    this.store = store;
    this.coverage = coverage;
    this.tiers = tiers;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return WorkloadPaths.declare(PATH, w -> ErrorsRequest.parameters(new RecordKind(w)));
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "errors",
      summary = "Failed records over time, by what went wrong",
      description = "Single records are counted, as far back as they are kept.")
  ErrorsAnswer errors(Workload workload, Scope scope, ParameterValues values) {
    ErrorsRequest request =
        ErrorsRequest.of(new RecordKind(workload), values, scope, clock, tiers.keptRecords());
    // Before the search: what is final then has all its documents in it.
    Coverage covered = coverage.ofRecords(workload, request.selection().range());
    List<String> found =
        ErrorsReader.readValues(
            search(request, ErrorsQuery.findValues(request), ExpectedAnswer.SMALL));
    JsonNode counted =
        PointSearch.searchPoints(
            request.buckets(),
            request.expectedAnswer(),
            (points, expected) ->
                search(request, ErrorsQuery.countValues(request, points, found), expected));
    return new ErrorsAnswer(
        covered,
        request.by(),
        request.interval().id(),
        request.zone().getId(),
        ErrorsReader.readSeries(request, covered, found, counted));
  }

  private JsonNode search(ErrorsRequest request, Search search, ExpectedAnswer expected) {
    return store.search(
        request.selection().scope(),
        request.kind().family(),
        request.selection().range(),
        search,
        expected);
  }
}
