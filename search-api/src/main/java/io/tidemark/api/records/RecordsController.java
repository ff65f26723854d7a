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
import io.tidemark.api.export.Export;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Retention;
import io.tidemark.api.request.Routes;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class RecordsController implements Routes {

  private static final String MODEL_CALLS = "/api/v1/model-calls/records";
  private static final String ONE_CALL = "/api/v1/model-calls/records/{request_id}";
  private static final String CALL_BY_ID = "/api/v1/model-calls/records/one";
  private static final String COMFYUI = "/api/v1/comfyui/records";

  private static final String PAGES =
      "A page goes on where the one before ended, in the order of time and id: what stays as it is"
          + " comes exactly once, whatever is written or deleted meanwhile. CSV and NDJSON hold all"
          + " records in one answer, as they were at its beginning.";

  /** Without the parameter, the path means the call whose id is its last part. */
  private static final String LAST_PART = "one";

  private static final io.tidemark.api.request.Parameter ID =
      io.tidemark.api.request.Parameter.shortText(
          "id",
          "Id of the call, with any characters; without it, the call whose id is one.",
          "req//1",
          RecordKind.LONGEST_ID);

  private final UsageStore store;
  private final Coverage.Source coverage;
  private final Export export;
  private final Clock clock;

  RecordsController(UsageStore store, Coverage.Source coverage, Export export, Clock clock) {
    this.store = store;
    this.coverage = coverage;
    this.export = export;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(
        MODEL_CALLS, RecordsRequest.parameters(RecordKind.MODEL_CALLS),
        ONE_CALL, ParameterSet.NONE,
        CALL_BY_ID, ParameterSet.of(ID),
        COMFYUI, RecordsRequest.parameters(RecordKind.COMFYUI));
  }

  @GetMapping(MODEL_CALLS)
  @Tag(name = "Model calls")
  @Operation(
      operationId = "modelCallsRecords",
      summary = "Single calls, newest first",
      description = PAGES)
  RecordsAnswer.ModelCalls modelCalls(
      Scope scope, ParameterValues values, HttpServletRequest http, HttpServletResponse response) {
    RecordsRequest request = RecordsRequest.of(RecordKind.MODEL_CALLS, values, scope, clock);
    return answer(request, http, response, RecordsAnswer.ModelCalls::new);
  }

  @GetMapping(COMFYUI)
  @Tag(name = "ComfyUI")
  @Operation(
      operationId = "comfyuiRecords",
      summary = "Single runs with what went wrong in them, newest first",
      description = PAGES)
  RecordsAnswer.Comfyui comfyui(
      Scope scope, ParameterValues values, HttpServletRequest http, HttpServletResponse response) {
    RecordsRequest request = RecordsRequest.of(RecordKind.COMFYUI, values, scope, clock);
    return answer(request, http, response, RecordsAnswer.Comfyui::new);
  }

  @GetMapping(ONE_CALL)
  @Tag(name = "Model calls")
  @Operation(operationId = "modelCallsRecord", summary = "One call")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(ref = RecordSchemas.CALL)))
  Map<String, JsonNode> one(
      Scope scope,
      ParameterValues values,
      @Parameter(
              description = "Id of the call.",
              example = "req-1",
              schema = @Schema(minLength = 1, maxLength = 512))
          @PathVariable("request_id")
          String id) {
    return one(scope, id);
  }

  @GetMapping(CALL_BY_ID)
  @Tag(name = "Model calls")
  @Operation(
      operationId = "modelCallsRecordById",
      summary = "One call, also one whose id no path can carry",
      description = "In a path, an id with //, .., ;, % or \\ in it is refused.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(ref = RecordSchemas.CALL)))
  Map<String, JsonNode> oneById(Scope scope, ParameterValues values) {
    return one(scope, values.text(ID.name()).orElse(LAST_PART));
  }

  private Map<String, JsonNode> one(Scope scope, String id) {
    TimeRange kept =
        new TimeRange(
            Retention.start(clock),
            clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
    Selection selection = new Selection(scope, kept, Filters.NONE);
    RecordKind kind = RecordKind.MODEL_CALLS;
    return RecordsReader.one(
            kind, store.search(scope, kind.family(), kept, RecordsQuery.one(kind, selection, id)))
        .orElseThrow(() -> ProblemException.notFound("There is no such call that you may see."));
  }

  private <A> A answer(
      RecordsRequest request,
      HttpServletRequest http,
      HttpServletResponse response,
      RecordsAnswer.Maker<A> answer) {
    if (export.wanted(http)) {
      try (RecordRows rows = RecordRows.open(store, request)) {
        export.write(http, response, rows.table());
      }
      return null;
    }
    Selection selection = request.selection();
    RecordsReader.Page page =
        RecordsReader.page(
            request,
            store.search(
                selection.scope(),
                request.kind().family(),
                selection.range(),
                RecordsQuery.body(request),
                request.expectedAnswer()));
    return answer.of(
        coverage.of(request.kind().workload(), selection.range()),
        page.records(),
        page.next().map(request::encode).orElse(null));
  }
}
