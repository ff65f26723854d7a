/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.metric.BinMerge;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
          "Adds the same figures over two periods of equal length: compared, the final hours of the"
              + " range, and previous, as many hours before the range. Hours that still grow are in"
              + " neither; while no hour of the range is final, both are absent.",
          List.of("previous"),
          null);

  private static final ExpectedAnswer EXPECTED =
      ExpectedAnswer.SMALL.reducedBy(Reduction.ofBuckets(BinMerge::isOfKeywords, BinMerge::reduce));

  private static final Form<ModelCallFigures, Summary.ModelCallsPeriod, Summary.ModelCalls>
      CALL_FORM =
          new Form<>(
              Workload.MODEL_CALLS,
              ModelCallFigures::read,
              Summary.ModelCallsPeriod::new,
              Summary.ModelCalls::new);
  private static final Form<ComfyuiFigures, Summary.ComfyuiPeriod, Summary.Comfyui> RUN_FORM =
      new Form<>(
          Workload.COMFYUI, ComfyuiFigures::read, Summary.ComfyuiPeriod::new, Summary.Comfyui::new);
  private static final Form<TrainingFigures, Summary.TrainingPeriod, Summary.Training> JOB_FORM =
      new Form<>(
          Workload.TRAINING,
          TrainingFigures::read,
          Summary.TrainingPeriod::new,
          Summary.Training::new);
  private static final Form<CodingAgentFigures, Summary.CodingAgentsPeriod, Summary.CodingAgents>
      AGENT_FORM =
          new Form<>(
              Workload.CODING_AGENTS,
              CodingAgentFigures::read,
              Summary.CodingAgentsPeriod::new,
              Summary.CodingAgents::new);

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
        MODEL_CALLS, Selection.parameters(Workload.MODEL_CALLS).and(COMPARE),
        COMFYUI, Selection.parameters(Workload.COMFYUI).and(COMPARE),
        TRAINING, Selection.parameters(Workload.TRAINING).and(COMPARE),
        CODING_AGENTS, Selection.parameters(Workload.CODING_AGENTS).and(COMPARE));
  }

  @GetMapping(MODEL_CALLS)
  @Tag(name = "Model calls")
  @Operation(
      operationId = "modelCallsSummary",
      summary = "Calls, tokens, errors and latency in one range")
  Summary.ModelCalls modelCalls(Scope scope, ParameterValues values) {
    return answer(CALL_FORM, scope, values);
  }

  @GetMapping(COMFYUI)
  @Tag(name = "ComfyUI")
  @Operation(
      operationId = "comfyuiSummary",
      summary = "Runs, outcomes, run and queue time in one range")
  Summary.Comfyui comfyui(Scope scope, ParameterValues values) {
    return answer(RUN_FORM, scope, values);
  }

  @GetMapping(TRAINING)
  @Tag(name = "Training")
  @Operation(
      operationId = "trainingSummary",
      summary = "Jobs, base models, trained tokens and run time in one range")
  Summary.Training training(Scope scope, ParameterValues values) {
    return answer(JOB_FORM, scope, values);
  }

  @GetMapping(CODING_AGENTS)
  @Tag(name = "Coding agents")
  @Operation(
      operationId = "codingAgentsSummary",
      summary = "Active users and days, sessions, commits, lines and tokens in one range")
  Summary.CodingAgents codingAgents(Scope scope, ParameterValues values) {
    return answer(AGENT_FORM, scope, values);
  }

  /**
   * How one workload's figures become an answer.
   *
   * @param reader reads the figures of one range
   * @param period makes the part about one of the periods that are compared
   * @param whole makes the answer
   */
  private record Form<F, P, A>(
      Workload workload, Function<Figures, F> reader, Period<F, P> period, Whole<F, P, A> whole) {

    P over(TimeRange range, F figures) {
      return period.of(range.from(), range.to(), figures);
    }
  }

  private interface Period<F, P> {
    P of(Instant from, Instant to, F figures);
  }

  private interface Whole<F, P, A> {
    A of(Coverage coverage, F figures, P compared, P previous);
  }

  private <F, P, A> A answer(Form<F, P, A> form, Scope scope, ParameterValues values) {
    Selection selection = Selection.of(values, form.workload(), scope, clock);
    TimeRange range = selection.range();
    Coverage covered = coverage.of(form.workload(), range);
    F figures = read(form, selection);
    Optional<TimeRange> closed =
        values.has(COMPARE.name()) ? finalHours(range, covered) : Optional.empty();
    if (closed.isEmpty()) {
      return form.whole().of(covered, figures, null, null);
    }
    TimeRange now = closed.get();
    TimeRange before = now.previous(clock);
    F compared = now.equals(range) ? figures : read(form, selection.over(now));
    return form.whole()
        .of(
            covered,
            figures,
            form.over(now, compared),
            form.over(before, read(form, selection.over(before))));
  }

  /** An hour that still grows says nothing beside one that is over. */
  private static Optional<TimeRange> finalHours(TimeRange range, Coverage covered) {
    return Optional.ofNullable(covered.finalThrough()).flatMap(range::before);
  }

  private <F, P, A> F read(Form<F, P, A> form, Selection selection) {
    return read(form, selection, BinMerge.KEYWORDS)
        .orElseGet(() -> read(form, selection, BinMerge.SUMS).orElseThrow());
  }

  /** Empty when not all documents can be merged that way. */
  private <F, P, A> Optional<F> read(Form<F, P, A> form, Selection selection, BinMerge merge) {
    Workload workload = form.workload();
    return store.read(
        selection.scope(),
        workload.hourly(),
        selection.range(),
        SummaryQuery.body(workload, selection, merge),
        EXPECTED,
        answer ->
            Optional.of(Figures.of(workload, answer))
                .filter(figures -> merge == BinMerge.SUMS || figures.areWhole())
                .map(form.reader()));
  }
}
