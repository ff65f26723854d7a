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
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.IndexFamily;
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
  private final Tiers tiers;

  ConcurrencyController(UsageStore store, Coverage.Source coverage, Tiers tiers) {
    this.tiers = tiers;
    this.store = store;
    this.coverage = coverage;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ConcurrencyRequest.parameters());
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "comfyuiConcurrency",
      summary = "Number of concurrent runs per hour and minute, and the time at each level",
      description =
          "Every user may read tenant and source. A super-admin may read user, workflow and key;"
              + " a member may read them only when every run in the response is visible to the"
              + " member, including runs that started earlier, end later or have not ended.")
  ConcurrencyAnswer concurrency(Scope scope, ParameterValues values) {
    ConcurrencyRequest request = ConcurrencyRequest.of(values, scope, tiers);
    // Before the search: what is final then has all its documents in it.
    Coverage covered = coverage.of(Workload.COMFYUI, request.range());
    List<JsonNode> windows =
        ConcurrencyQuery.searchWindows(
            request,
            search ->
                store.search(
                    scope,
                    IndexFamily.COMFYUI_CONCURRENCY,
                    request.range(),
                    search,
                    request.expectedAnswer()));
    if (request.mayShowOthers()) {
      windows = ConcurrencyAccess.requireOwn(scope, windows);
    }
    windows = QuietWindows.addTo(windows, request.range(), covered);
    return new ConcurrencyAnswer(
        covered,
        request.dimension(),
        values.text("value").orElse(null),
        ConcurrencyReader.findPeak(windows),
        ConcurrencyReader.unknownEnd(windows),
        ConcurrencyReader.openRuns(windows),
        ConcurrencyReader.createHours(request.range(), windows),
        request.showsMinutes() ? ConcurrencyReader.createMinutes(windows) : null,
        ConcurrencyReader.createDistribution(windows));
  }
}
