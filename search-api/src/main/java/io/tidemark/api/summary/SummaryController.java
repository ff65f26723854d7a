/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.pipeline.Pipeline;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SummaryController implements Routes {

  private static final String MODEL_CALLS = "/api/v1/model-calls/summary";

  private static final String COMPARE = "compare";

  private final UsageStore store;
  private final Coverage.Source coverage;
  private final Clock clock;

  SummaryController(UsageStore store, Coverage.Source coverage, Clock clock) {
    this.store = store;
    this.coverage = coverage;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    Parameter compare =
        Parameter.choice(
            COMPARE,
            "Adds the same figures over the period of equal length before.",
            List.of("previous"),
            null);
    return Map.of(MODEL_CALLS, Selection.parameters(Pipeline.MODEL_CALLS).and(compare));
  }

  @GetMapping(MODEL_CALLS)
  @Tag(name = "Model calls")
  @Operation(summary = "Calls, tokens, errors and latency in one range")
  Summary.OfModelCalls modelCalls(Scope scope, ParameterValues values) {
    Selection selection = Selection.of(values, Pipeline.MODEL_CALLS, scope, clock);
    // Before any search: a period that is not kept is refused, not half answered.
    TimeRange before = values.has(COMPARE) ? selection.range().previous(clock) : null;
    return new Summary.OfModelCalls(
        coverage.of(Pipeline.MODEL_CALLS, selection.range()),
        ModelCallFigures.read(figures(Pipeline.MODEL_CALLS, selection)),
        before == null
            ? null
            : new Summary.ModelCallsBefore(
                before.from(),
                before.to(),
                ModelCallFigures.read(figures(Pipeline.MODEL_CALLS, selection.over(before)))));
  }

  private Figures figures(Pipeline pipeline, Selection selection) {
    return Figures.of(
        pipeline,
        store.search(
            selection.scope(),
            pipeline.hourly(),
            selection.range(),
            SummaryQuery.body(pipeline, selection)));
  }
}
