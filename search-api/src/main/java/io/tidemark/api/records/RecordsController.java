/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.CostAccess;
import io.tidemark.api.cost.CostMetrics;
import io.tidemark.api.cost.RecordPrices;
import io.tidemark.api.directory.Labels;
import io.tidemark.api.export.Export;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.workload.Workload;
import io.tidemark.api.workload.WorkloadPaths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = WorkloadPaths.TAG)
class RecordsController implements Routes {

  private static final String PATH = WorkloadPaths.WITH_RECORDS + "/records";
  private static final String ONE = PATH + "/{record_id}";
  private static final String BY_ID = PATH + "/one";

  private static final String PAGES =
      "Pages are ordered by time and id, or by the field that sort names. A page continues where"
          + " the previous one ended: a record that does not change is returned exactly once, even"
          + " if other records are written or deleted meanwhile. CSV and NDJSON return all records"
          + " in one response, as of its start.";

  /** Without the parameter, the path means the record whose id is its last part. */
  private static final String LAST_PART = "one";

  private static final io.tidemark.api.request.Parameter ID =
      io.tidemark.api.request.Parameter.shortText(
          "id",
          "Id of the record, with any characters. Default: one, as in the path.",
          "req//1",
          RecordKind.LONGEST_ID);

  private final UsageStore store;
  private final CostAccess costs;
  private final Coverage.Source coverage;
  private final Labels labels;
  private final Export export;
  private final Tiers tiers;
  private final Clock clock;

  RecordsController(
      UsageStore store,
      CostAccess costs,
      Coverage.Source coverage,
      Labels labels,
      Export export,
      Tiers tiers,
      Clock clock) {
    this.labels = labels;
    this.store = store;
    this.costs = costs;
    this.tiers = tiers;
    this.coverage = coverage;
    this.export = export;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    Map<String, ParameterSet> parameters = new LinkedHashMap<>();
    parameters.putAll(
        WorkloadPaths.declare(
            PATH,
            w -> RecordsRequest.parameters(new RecordKind(w)).and(CostMetrics.parametersOf(w))));
    parameters.putAll(WorkloadPaths.declare(ONE, w -> ParameterSet.NONE));
    parameters.putAll(WorkloadPaths.declare(BY_ID, w -> ParameterSet.of(ID)));
    return parameters;
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "records",
      summary = "Single records, newest first by default",
      description = PAGES)
  RecordsAnswer records(
      Workload workload,
      Scope scope,
      ParameterValues values,
      HttpServletRequest http,
      HttpServletResponse response) {
    RecordsRequest request =
        RecordsRequest.of(new RecordKind(workload), values, scope, clock, tiers.keptRecords());
    if (export.wanted(http)) {
      request.requireNewestFirst();
      try (RecordRows rows = RecordRows.open(store, request, findPrices(workload, values, scope))) {
        export.write(http, response, labels.addTo(rows.table(), scope.tenant()));
      }
      return null;
    }
    return readPage(request, findPrices(workload, values, scope));
  }

  @GetMapping(ONE)
  @Operation(operationId = "record", summary = "One record")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
  Map<String, JsonNode> record(
      Workload workload,
      Scope scope,
      ParameterValues values,
      @Parameter(
              description = "Id of the record.",
              example = "req-1",
              schema = @Schema(minLength = 1, maxLength = 512))
          @PathVariable("record_id")
          String id) {
    return readOne(new RecordKind(workload), scope, id);
  }

  @GetMapping(BY_ID)
  @Operation(
      operationId = "recordById",
      summary = "One record by an id that a path cannot contain",
      description = "Use it for ids with //, .., ;, % or \\, which are rejected in a path.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
  Map<String, JsonNode> recordById(Workload workload, Scope scope, ParameterValues values) {
    return readOne(new RecordKind(workload), scope, values.text(ID.name()).orElse(LAST_PART));
  }

  private Map<String, JsonNode> readOne(RecordKind kind, Scope scope, String id) {
    TimeRange kept =
        new TimeRange(
            tiers.keptRecords().first(),
            clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
    Selection selection = new Selection(scope, kept, Filters.NONE);
    RecordLabels names = new RecordLabels(scope.tenant(), kind, labels);
    return RecordsReader.one(
            kind,
            new RecordPrices(costs.findCurrentPrices(scope), tiers.windowOf(kind.workload())),
            store.search(scope, kind.family(), kept, RecordsQuery.one(kind, selection, id)))
        .map(names::addTo)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "The record is not found, or not visible to this token."));
  }

  private RecordPrices findPrices(Workload workload, ParameterValues values, Scope scope) {
    return new RecordPrices(
        CostMetrics.parametersOf(workload).isEmpty()
            ? costs.noPrices()
            : costs.findPricesOrNone(values, scope),
        tiers.windowOf(workload));
  }

  private RecordsAnswer readPage(RecordsRequest request, RecordPrices prices) {
    Selection selection = request.selection();
    // Before the search: what is final then has all its documents in it.
    Coverage covered = coverage.ofRecords(request.kind().workload(), selection.range());
    JsonNode answer =
        store.search(
            selection.scope(),
            request.kind().family(),
            selection.range(),
            RecordsQuery.page(request),
            request.expectedAnswer());
    RecordsReader.Page page = RecordsReader.page(request, prices, answer);
    RecordLabels names = new RecordLabels(selection.scope().tenant(), request.kind(), labels);
    return new RecordsAnswer(
        covered,
        page.records().stream().map(names::addTo).toList(),
        page.next().map(request::encode).orElse(null),
        request.totals() ? readTotals(request, prices, answer) : null);
  }

  private RecordTotals readTotals(RecordsRequest request, RecordPrices prices, JsonNode answer) {
    return RecordCosts.addTo(RecordTotals.read(request.kind(), answer), store, request, prices);
  }
}
