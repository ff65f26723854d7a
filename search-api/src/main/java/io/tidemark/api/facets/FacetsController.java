/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.facets;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.directory.Directory;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.workload.Workload;
import io.tidemark.api.workload.WorkloadPaths;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = WorkloadPaths.TAG)
class FacetsController implements Routes {

  private static final String PATH = WorkloadPaths.ALL + "/facets";

  private final UsageStore store;
  private final Coverage.Source coverage;
  private final Directory directory;
  private final Tiers tiers;
  private final OrderedFacets ordered;

  FacetsController(
      UsageStore store,
      Coverage.Source coverage,
      Directory directory,
      Tiers tiers,
      OrderedFacets ordered) {
    this.store = store;
    this.coverage = coverage;
    this.directory = directory;
    this.tiers = tiers;
    this.ordered = ordered;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return WorkloadPaths.declare(PATH, FacetsRequest::parameters);
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "facets",
      summary = "The values of each filter, counted under all other filters",
      description =
          "order takes any metric that adds up, cost too: each value has it as total, and total adds"
              + " up to the metric of all usage under the other filters.")
  FacetsAnswer facets(Workload workload, Scope scope, ParameterValues values) {
    FacetsRequest request = FacetsRequest.of(workload, values, scope, tiers);
    Selection selection = request.selection();
    String tenant = scope.tenant();
    NameSearch names = (field, part) -> directory.search(tenant, field, part);
    OrderedFacets.Orders orders = ordered.find(request, values, names);
    return new FacetsAnswer(
        coverage.of(request.workload(), selection.range()),
        orders.basis(),
        FacetsReader.readFacets(
            request,
            store.search(
                selection.scope(),
                request.workload(),
                selection.tiers(),
                FacetsQuery.createSearch(request, names, orders),
                request.expectedAnswer()),
            orders,
            (field, value) -> directory.findLabel(tenant, field, value)));
  }
}
