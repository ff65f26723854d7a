/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.pattern;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Retention;
import io.tidemark.api.request.Routes;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.workload.Workload;
import io.tidemark.api.workload.WorkloadPaths;
import java.time.Clock;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = WorkloadPaths.TAG)
class PatternController implements Routes {

  private static final String PATH = WorkloadPaths.ALL + "/pattern";

  private final UsageStore store;
  private final Coverage.Source coverage;
  private final Retention retention;
  private final Clock clock;

  PatternController(UsageStore store, Coverage.Source coverage, Retention retention, Clock clock) {
    this.store = store;
    this.coverage = coverage;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return WorkloadPaths.declare(PATH, PatternRequest::parameters);
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "pattern",
      summary = "Medians and maxima of a metric by weekday and hour of the last four weeks")
  PatternAnswer pattern(Workload workload, Scope scope, ParameterValues values) {
    PatternRequest request = PatternRequest.of(workload, values, scope, retention, clock);
    // Before the search: what is final then has all its documents in it.
    Coverage covered = coverage.of(workload, request.selection().range());
    return PatternReader.readAnswer(
        request,
        covered,
        store.search(
            scope,
            workload.hourly(),
            request.selection().range(),
            PatternQuery.createSearch(request),
            request.expectedAnswer()));
  }
}
