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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SummaryController implements Routes {

  private static final String MODEL_CALLS = "/api/v1/model-calls/summary";
  private static final String COMFYUI = "/api/v1/comfyui/summary";
  private static final String TRAINING = "/api/v1/training/summary";
  private static final String CODING_AGENTS = "/api/v1/coding-agents/summary";

  private static final Parameter COMPARE =
      Parameter.choice(
          "compare",
          "Adds the same figures over the period of equal length before.",
          List.of("previous"),
          null);

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
    return Map.of(
        MODEL_CALLS, Selection.parameters(Pipeline.MODEL_CALLS).and(COMPARE),
        COMFYUI, Selection.parameters(Pipeline.COMFYUI).and(COMPARE),
        TRAINING, Selection.parameters(Pipeline.TRAINING).and(COMPARE),
        CODING_AGENTS, Selection.parameters(Pipeline.CODING_AGENTS).and(COMPARE));
  }

  @GetMapping(MODEL_CALLS)
  @Tag(name = "Model calls")
  @Operation(
      operationId = "modelCallsSummary",
      summary = "Calls, tokens, errors and latency in one range")
  Summary.ModelCalls modelCalls(Scope scope, ParameterValues values) {
    return answer(
        Pipeline.MODEL_CALLS,
        scope,
        values,
        ModelCallFigures::read,
        Summary.ModelCalls::new,
        Summary.ModelCallsBefore::new);
  }

  @GetMapping(COMFYUI)
  @Tag(name = "ComfyUI")
  @Operation(
      operationId = "comfyuiSummary",
      summary = "Runs, outcomes, run and queue time in one range")
  Summary.Comfyui comfyui(Scope scope, ParameterValues values) {
    return answer(
        Pipeline.COMFYUI,
        scope,
        values,
        ComfyuiFigures::read,
        Summary.Comfyui::new,
        Summary.ComfyuiBefore::new);
  }

  @GetMapping(TRAINING)
  @Tag(name = "Training")
  @Operation(
      operationId = "trainingSummary",
      summary = "Jobs, base models, trained tokens and run time in one range")
  Summary.Training training(Scope scope, ParameterValues values) {
    return answer(
        Pipeline.TRAINING,
        scope,
        values,
        TrainingFigures::read,
        Summary.Training::new,
        Summary.TrainingBefore::new);
  }

  @GetMapping(CODING_AGENTS)
  @Tag(name = "Coding agents")
  @Operation(
      operationId = "codingAgentsSummary",
      summary = "Active users and days, sessions, commits, lines and tokens in one range")
  Summary.CodingAgents codingAgents(Scope scope, ParameterValues values) {
    return answer(
        Pipeline.CODING_AGENTS,
        scope,
        values,
        CodingAgentFigures::read,
        Summary.CodingAgents::new,
        Summary.CodingAgentsBefore::new);
  }

  /** Makes an answer. */
  private interface Whole<A, F, B> {
    A of(Coverage coverage, F figures, B previous);
  }

  /** Makes the part about the period before. */
  private interface Before<B, F> {
    B of(Instant from, Instant to, F figures);
  }

  private <A, F, B> A answer(
      Pipeline pipeline,
      Scope scope,
      ParameterValues values,
      Function<Figures, F> reader,
      Whole<A, F, B> whole,
      Before<B, F> before) {
    Selection selection = Selection.of(values, pipeline, scope, clock);
    B previous = null;
    if (values.has(COMPARE.name())) {
      TimeRange range = selection.range().previous(clock);
      F figures = reader.apply(figures(pipeline, selection.over(range)));
      previous = before.of(range.from(), range.to(), figures);
    }
    return whole.of(
        coverage.of(pipeline, selection.range()),
        reader.apply(figures(pipeline, selection)),
        previous);
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
