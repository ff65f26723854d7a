/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.concurrency;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.IndexFamily;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = "ComfyUI")
class ConcurrencyController implements Routes {

  private static final String PATH = "/api/v1/comfyui/concurrency";

  private final UsageStore store;
  private final Coverage.Source coverage;
  private final Clock clock;

  ConcurrencyController(UsageStore store, Coverage.Source coverage, Clock clock) {
    this.store = store;
    this.coverage = coverage;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ConcurrencyRequest.parameters());
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "comfyuiConcurrency",
      summary = "Runs at the same time: per hour and minute, and for how long how many",
      description =
          "Tenant and source are open to every user of the tenant. A user, workflow or key is open"
              + " to a super-admin, and to members who may see every run that the answer counts,"
              + " also runs that began earlier, end later or have no end yet.")
  ConcurrencyAnswer concurrency(Scope scope, ParameterValues values) {
    ConcurrencyRequest request = ConcurrencyRequest.of(values, scope, clock);
    List<JsonNode> windows =
        ConcurrencyReader.windows(
            store.search(
                scope,
                IndexFamily.COMFYUI_CONCURRENCY,
                request.range(),
                ConcurrencyQuery.body(request),
                request.expectedAnswer()));
    if (request.mayShowOthers()) {
      windows = ConcurrencyAccess.requireOwn(scope, windows);
    }
    return new ConcurrencyAnswer(
        coverage.of(Workload.COMFYUI, request.range()),
        request.dimension(),
        values.text("value").orElse(null),
        ConcurrencyReader.peak(windows),
        ConcurrencyReader.unknownEnd(windows),
        ConcurrencyReader.openRuns(windows),
        ConcurrencyReader.hours(request.range(), windows),
        request.showsMinutes() ? ConcurrencyReader.minutes(windows) : null,
        ConcurrencyReader.distribution(windows));
  }
}
