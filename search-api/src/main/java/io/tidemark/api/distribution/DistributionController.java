/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.export.Export;
import io.tidemark.api.groups.GroupRanking;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.workload.Workload;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DistributionController implements Routes {

  private static final String MODEL_CALLS = "/api/v1/model-calls/distribution";
  private static final String COMFYUI = "/api/v1/comfyui/distribution";
  private static final String SUMMARY = "How a figure divides over one or two dimensions";

  private final GroupRanking ranking;
  private final Coverage.Source coverage;
  private final Export export;
  private final Clock clock;

  DistributionController(
      GroupRanking ranking, Coverage.Source coverage, Export export, Clock clock) {
    this.ranking = ranking;
    this.coverage = coverage;
    this.export = export;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(
        MODEL_CALLS, DistributionRequest.parameters(Workload.MODEL_CALLS),
        COMFYUI, DistributionRequest.parameters(Workload.COMFYUI));
  }

  @GetMapping(MODEL_CALLS)
  @Tag(name = "Model calls")
  @Operation(operationId = "modelCallsDistribution", summary = SUMMARY)
  DistributionAnswer modelCalls(
      Scope scope, ParameterValues values, HttpServletRequest http, HttpServletResponse response) {
    return answer(Workload.MODEL_CALLS, scope, values, http, response);
  }

  @GetMapping(COMFYUI)
  @Tag(name = "ComfyUI")
  @Operation(operationId = "comfyuiDistribution", summary = SUMMARY)
  DistributionAnswer comfyui(
      Scope scope, ParameterValues values, HttpServletRequest http, HttpServletResponse response) {
    return answer(Workload.COMFYUI, scope, values, http, response);
  }

  private DistributionAnswer answer(
      Workload workload,
      Scope scope,
      ParameterValues values,
      HttpServletRequest http,
      HttpServletResponse response) {
    DistributionRequest request = DistributionRequest.of(workload, values, scope, clock);
    DistributionAnswer answer =
        DistributionReader.read(
            request,
            ranking.rank(
                workload,
                request.selection(),
                request.groupBy(),
                request.metric(),
                request.limit()),
            coverage.of(workload, request.selection().range()));
    return export.unlessJson(http, response, answer, () -> DistributionTable.of(answer));
  }
}
