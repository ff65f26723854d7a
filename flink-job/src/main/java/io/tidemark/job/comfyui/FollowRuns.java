/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.concurrency.LevelPart;
import io.tidemark.job.concurrency.LevelTable;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.hours.FoldTable;
import io.tidemark.job.hours.FoldingOperator;
import io.tidemark.job.hours.HourOptions;
import io.tidemark.job.hours.HourPart;
import io.tidemark.model.comfyui.ComfyuiMeasures;
import io.tidemark.model.comfyui.ComfyuiRecord;
import io.tidemark.model.comfyui.ComfyuiRun;
import io.tidemark.model.comfyui.ComfyuiRun.Sighting;
import io.tidemark.model.comfyui.ComfyuiRun.View;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.RunOutcome;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.PipelineMeasures;
import io.tidemark.model.index.IndexFamily;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Follows each run from its first step to the last that may come. A step changes what the run adds
 * to its hour and to the levels of concurrency: the difference goes on as parts, so that steps in
 * any order end in the same figures. A run is known under its id, and forgotten once no step of it
 * can be admitted any more.
 */
public final class FollowRuns extends FoldingOperator<ComfyuiStep, HourPart<ComfyuiMeasures>>
    implements Triggerable<String, VoidNamespace> {

  /** Changes that may wait in one subtask; more are sent on at once, so that memory is bounded. */
  private static final int MAX_WAITING = 100_000;

  private final HourOptions hours;
  private final RunOptions options;
  private final Outputs outputs;
  private final long maxMillis;

  private transient ValueState<ComfyuiRun> runs;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient FoldTable<ComfyuiMeasures> ended;
  private transient FoldTable<PipelineMeasures> counts;
  private transient LevelTable levels;
  private transient ComfyuiRecord record;
  private transient Counter counted;
  private transient Counter duplicates;
  private transient Counter conflicting;
  private transient Counter abandoned;
  private transient Counter tooLate;

  /** Where everything but hours goes. */
  public record Outputs(
      OutputTag<LevelPart> levels,
      OutputTag<HourPart<PipelineMeasures>> counts,
      OutputTag<DocumentWrite> records)
      implements java.io.Serializable {}

  public FollowRuns(HourOptions hours, RunOptions options, Outputs outputs) {
    super(options.flushEvery());
    this.hours = hours;
    this.options = options;
    this.outputs = outputs;
    maxMillis = options.maxTaskDuration().toMillis();
  }

  @Override
  public void open() throws Exception {
    super.open();
    runs =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("runs", ComfyuiRunSerializer.INSTANCE));
    timers = getInternalTimerService("close-runs", VoidNamespaceSerializer.INSTANCE, this);
    ended = new FoldTable<>(hours, ComfyuiMeasures::new);
    counts = new FoldTable<>(hours, PipelineMeasures::new);
    levels = new LevelTable(hours, options.dimensions());
    record = new ComfyuiRecord();
    counted = getMetricGroup().counter("eventsCounted");
    duplicates = getMetricGroup().counter("eventsDuplicate");
    conflicting = getMetricGroup().counter("eventsDuplicateWithOtherContent");
    abandoned = getMetricGroup().counter("runsAbandoned");
    tooLate = getMetricGroup().counter("runsTooLate");
  }

  @Override
  protected void process(ComfyuiStep step) throws Exception {
    ComfyuiRun run = runs.value();
    View before = run == null ? null : run.view(maxMillis);
    long dueBefore = run == null ? Long.MAX_VALUE : dueAt(run);
    run = run == null ? new ComfyuiRun() : run;
    Sighting sighting = run.take(step);
    if (sighting == Sighting.FIRST) {
      counted.inc();
      pipeline(step).counted(1);
      change(run, before);
      runs.update(run);
      remindOf(run, dueBefore);
    } else {
      duplicate(step, sighting == Sighting.AGAIN_WITH_OTHER_CONTENT);
    }
    if (ended.size() + counts.size() + levels.size() > MAX_WAITING) {
      flush();
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    ComfyuiRun run = runs.value();
    if (run == null || timer.getTimestamp() < dueAt(run)) {
      return;
    }
    View before = run.view(maxMillis);
    if (!run.abandon()) {
      runs.clear();
      return;
    }
    abandoned.inc();
    change(run, before);
    runs.update(run);
    remindOf(run, Long.MAX_VALUE);
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("No timer of this operator runs by the clock");
  }

  @Override
  protected boolean mustFlushBefore(long watermark) {
    return ended.mustLeaveBefore(watermark)
        || counts.mustLeaveBefore(watermark)
        || levels.mustLeaveBefore(watermark);
  }

  @Override
  protected void flush() {
    ended.drain(part -> output.collect(new StreamRecord<>(part)));
    counts.drain(part -> output.collect(outputs.counts(), new StreamRecord<>(part)));
    levels.drain(part -> output.collect(outputs.levels(), new StreamRecord<>(part)));
  }

  private void change(ComfyuiRun run, View before) {
    View after = run.view(maxMillis);
    levels.change(before, after, emittedWatermark());
    if (!after.ended()) {
      return;
    }
    long window = hours.window().startOf(after.endedAt());
    if (emittedWatermark() >= hours.closedAt(window)) {
      // Abandoned so long ago that its hour takes no more corrections.
      tooLate.inc();
      return;
    }
    changeHour(before, after, window);
    writeRecord(run, before, after);
  }

  private void changeHour(View before, View after, long window) {
    byte[] group = group(after);
    boolean known = before != null && before.ended();
    long windowBefore = known ? hours.window().startOf(before.endedAt()) : window;
    byte[] groupBefore = known ? group(before) : group;
    ComfyuiMeasures measures = ended.at(window, group, emittedWatermark());
    if (!known) {
      measures.add(after);
      measures.steps(after.steps());
      return;
    }
    ComfyuiMeasures measuresBefore = ended.at(windowBefore, groupBefore, emittedWatermark());
    measuresBefore.remove(before);
    measuresBefore.steps(1);
    measures.add(after);
    if (measures != measuresBefore) {
      measures.steps(after.steps());
    }
  }

  private void writeRecord(ComfyuiRun run, View before, View after) {
    String index = IndexFamily.COMFYUI_RECORDS.indexAt(after.endedAt());
    boolean wasWritten = before != null && before.ended() && isKept(before);
    if (wasWritten && !index.equals(IndexFamily.COMFYUI_RECORDS.indexAt(before.endedAt()))) {
      writeRecord(before, after.steps(), record.writeSuperseded(run, before));
    }
    if (isKept(after) || wasWritten) {
      writeRecord(after, after.steps(), record.write(run, after));
    }
  }

  private void writeRecord(View at, int version, byte[] source) {
    output.collect(
        outputs.records(),
        new StreamRecord<>(
            DocumentWrite.replacing(
                IndexFamily.COMFYUI_RECORDS.indexAt(at.endedAt()),
                (String) getCurrentKey(),
                version,
                source)));
  }

  private boolean isKept(View run) {
    return switch (options.records()) {
      case ALL -> true;
      case FAILED -> run.outcome() != RunOutcome.SUCCEEDED;
      case NONE -> false;
    };
  }

  private void duplicate(ComfyuiStep step, boolean otherContent) {
    duplicates.inc();
    if (otherContent) {
      conflicting.inc();
    }
    pipeline(step).duplicate(otherContent);
  }

  private PipelineMeasures pipeline(ComfyuiStep step) {
    return counts.at(
        hours.window().startOf(step.time()),
        DimensionKey.of(step.tenantId, ComfyuiPipeline.NAME),
        emittedWatermark());
  }

  private static byte[] group(View run) {
    return DimensionKey.of(
        run.tenantId(),
        run.userId(),
        run.apiKeyId(),
        run.workflowId(),
        run.workflowName(),
        run.source());
  }

  /** One timer a run: it moves when the run learns something. */
  private void remindOf(ComfyuiRun run, long dueBefore) {
    long due = dueAt(run);
    if (due == dueBefore) {
      return;
    }
    if (dueBefore != Long.MAX_VALUE) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, dueBefore);
    }
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
  }

  /**
   * When the run is closed, if it runs; else when it is forgotten: when the hour of every step that
   * could still say something of it is closed.
   */
  private long dueAt(ComfyuiRun run) {
    View view = run.view(maxMillis);
    boolean started = view.startedAt() != ComfyuiRun.UNKNOWN;
    if (started && !view.ended()) {
      return view.startedAt() + maxMillis;
    }
    long last = Math.max(run.lastEventTime(), view.ended() ? view.endedAt() : 0);
    long lastStep = view.ended() ? last : last + maxMillis;
    return Math.max(
        hours.closedAt(hours.window().startOf(lastStep)),
        run.lastEventTime() + options.horizon().toMillis());
  }
}
