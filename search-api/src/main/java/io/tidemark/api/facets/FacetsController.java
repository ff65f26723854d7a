/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.facets;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import java.time.Clock;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class FacetsController implements Routes {

  private static final String MODEL_CALLS = "/api/v1/model-calls/facets";
  private static final String COMFYUI = "/api/v1/comfyui/facets";
  private static final String TRAINING = "/api/v1/training/facets";
  private static final String CODING_AGENTS = "/api/v1/coding-agents/facets";
  private static final String SUMMARY =
      "For each filter its values, counted under all other filters";

  private final UsageStore store;
  private final Coverage.Source coverage;
  private final Clock clock;

  FacetsController(UsageStore store, Coverage.Source coverage, Clock clock) {
    this.store = store;
    this.coverage = coverage;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(
        MODEL_CALLS, FacetsRequest.parameters(Workload.MODEL_CALLS),
        COMFYUI, FacetsRequest.parameters(Workload.COMFYUI),
        TRAINING, FacetsRequest.parameters(Workload.TRAINING),
        CODING_AGENTS, FacetsRequest.parameters(Workload.CODING_AGENTS));
  }

  @GetMapping(MODEL_CALLS)
  @Tag(name = "Model calls")
  @Operation(operationId = "modelCallsFacets", summary = SUMMARY)
  FacetsAnswer modelCalls(Scope scope, ParameterValues values) {
    return answer(FacetsRequest.of(Workload.MODEL_CALLS, values, scope, clock));
  }

  @GetMapping(COMFYUI)
  @Tag(name = "ComfyUI")
  @Operation(operationId = "comfyuiFacets", summary = SUMMARY)
  FacetsAnswer comfyui(Scope scope, ParameterValues values) {
    return answer(FacetsRequest.of(Workload.COMFYUI, values, scope, clock));
  }

  @GetMapping(TRAINING)
  @Tag(name = "Training")
  @Operation(operationId = "trainingFacets", summary = SUMMARY)
  FacetsAnswer training(Scope scope, ParameterValues values) {
    return answer(FacetsRequest.of(Workload.TRAINING, values, scope, clock));
  }

  @GetMapping(CODING_AGENTS)
  @Tag(name = "Coding agents")
  @Operation(operationId = "codingAgentsFacets", summary = SUMMARY)
  FacetsAnswer codingAgents(Scope scope, ParameterValues values) {
    return answer(FacetsRequest.of(Workload.CODING_AGENTS, values, scope, clock));
  }

  private FacetsAnswer answer(FacetsRequest request) {
    Selection selection = request.selection();
    return new FacetsAnswer(
        coverage.of(request.workload(), selection.range()),
        FacetsReader.read(
            request,
            store.search(
                selection.scope(),
                request.workload().hourly(),
                selection.range(),
                FacetsQuery.body(request),
                request.expectedAnswer())));
  }
}
