/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.admission.Identity;
import io.tidemark.job.concurrency.ConcurrencyDimension;
import io.tidemark.job.concurrency.LevelPartCodec;
import io.tidemark.job.concurrency.LevelTable;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.lifecycle.CheckpointGatedBuffer;
import io.tidemark.job.lifecycle.CheckpointGatedOperator;
import io.tidemark.job.window.PreAggregator;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.comfyui.ComfyuiRecord;
import io.tidemark.model.comfyui.ComfyuiRun;
import io.tidemark.model.comfyui.ComfyuiRun.Sighting;
import io.tidemark.model.comfyui.RunAggregation;
import io.tidemark.model.comfyui.RunGroups;
import io.tidemark.model.comfyui.RunOutcome;
import io.tidemark.model.comfyui.RunView;
import io.tidemark.model.comfyui.StepRow;
import io.tidemark.model.index.IndexFamily;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Follows each run from its first step to the last that may come. A step changes what the run adds
 * to its hour and to the levels of concurrency: the difference is passed on as parts, so that steps
 * in any order end in the same documents. A run is known under its id, and forgotten once no step
 * of it can be admitted any more. Steps are read in place.
 */
public final class RunLifecycle extends CheckpointGatedOperator<StepBatch>
    implements Triggerable<String, VoidNamespace> {

  /** The dimensions of the levels before a restart; none when the state does not say it. */
  private transient Set<ConcurrencyDimension> dimensionsBefore;

  private transient RunDeadlines deadlines;
  private transient RunStore runs;
  private transient RunGroups groups;
  private transient StepRow step;
  private transient PreAggregator ended;
  private transient LevelTable levels;
  private transient List<DocumentWrite> abandonedRecords;
  private transient ComfyuiRecord record;
  private transient Counter abandoned;
  private transient Counter tooLate;

  public RunLifecycle(WorkloadOptions options) {
    super(options);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    ListState<String> dimensions =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("level-dimensions", Types.STRING));
    dimensionsBefore = EnumSet.noneOf(ConcurrencyDimension.class);
    for (String id : dimensions.get()) {
      dimensionsBefore.add(ConcurrencyDimension.of(id));
    }
    dimensions.update(options.concurrency().stream().map(ConcurrencyDimension::id).toList());
  }

  @Override
  protected List<CheckpointGatedBuffer<?>> parts() {
    ended = new PreAggregator(hours, RunAggregation.LAYOUT);
    levels = new LevelTable(hours, options.concurrency(), this::nothingIsPublished);
    abandonedRecords = new ArrayList<>();
    return List.of(
        new CheckpointGatedBuffer<>(
            "held-hours",
            ComfyuiParts.TYPES.part(),
            ended::drain,
            part -> output.collect(new StreamRecord<>(part))),
        new CheckpointGatedBuffer<>(
            "held-levels",
            LevelPartCodec.TYPE,
            levels::drain,
            part -> output.collect(SideOutputs.LEVELS, new StreamRecord<>(part))),
        new CheckpointGatedBuffer<>(
            "held-records", SideOutputs.DOCUMENT, this::drainRecords, this::writeRecord));
  }

  @Override
  public void open() throws Exception {
    super.open();
    deadlines = new RunDeadlines(options);
    runs =
        RunStates.open(
            getRuntimeContext(),
            getKeyedStateBackend(),
            getInternalTimerService("close-runs", VoidNamespaceSerializer.INSTANCE, this),
            deadlines,
            this::close);
    groups = new RunGroups();
    step = new StepRow();
    record = new ComfyuiRecord(options.records().privacy());
    abandoned = getMetricGroup().counter("runsAbandoned");
    tooLate = getMetricGroup().counter("runsTooLate");
    if (!dimensionsBefore.isEmpty()
        && !dimensionsBefore.equals(Set.copyOf(options.concurrency()))) {
      runs.forEach(this::changeDimensions);
    }
  }

  /**
   * The end of a run takes it out of the current dimensions alone, and from a level that has it.
   */
  private void changeDimensions(ComfyuiRun run, RunView view) {
    if (!RunDeadlines.isOpen(view)) {
      return;
    }
    for (ConcurrencyDimension dimension : ConcurrencyDimension.values()) {
      boolean counted = dimensionsBefore.contains(dimension);
      boolean counts = options.concurrency().contains(dimension);
      if (counts && !counted) {
        levels.enter(dimension, view, watermark());
      } else if (counted && !counts) {
        levels.leave(dimension, view, run.levelsNameUser(), watermark());
      }
    }
  }

  @Override
  protected boolean mustLeaveBefore(long mark) {
    return ended.mustLeaveBefore(mark) || levels.mustLeaveBefore(mark);
  }

  @Override
  public void processElement(StreamRecord<StepBatch> element) throws Exception {
    StepBatch batch = element.getValue();
    runs.moveTo(batch.key());
    for (int at = 0; at < batch.length(); ) {
      at = batch.read(at, step);
      takeStep();
    }
  }

  private void takeStep() throws Exception {
    ComfyuiRun run = runs.find(step.idHigh, step.idLow, watermark());
    step.findGroup(run.groupOfRow(), groups);
    RunView before = run.steps() == 0 ? null : deadlines.view(run);
    Sighting sighting = run.take(step);
    if (sighting == Sighting.FIRST) {
      GroupCursors ofStep = GroupCursors.attachedTo(step.group);
      countOnce(ofStep.counts, step.time());
      RunView after = deadlines.view(run);
      // Another group may be known no more, and must not hold on to parts.
      boolean same = after.group().attachment() == ofStep;
      change(run, before, after, same ? ofStep : new GroupCursors(after.group()));
      runs.keep(after);
    } else {
      countAgain(
          step.group.workloadKey(), step.time(), sighting == Sighting.AGAIN_WITH_OTHER_CONTENT);
    }
  }

  /** Closes a run that has no end in time. */
  private void close(ComfyuiRun run, RunView before) throws Exception {
    run.abandon(options.maxTaskDuration().toMillis());
    abandoned.inc();
    RunView after = deadlines.view(run);
    change(run, before, after, new GroupCursors(after.group()));
    runs.keep(after);
  }

  @Override
  protected void advanceTo(long mark) throws Exception {
    runs.advanceTo(mark);
  }

  @Override
  protected void beforeSnapshot() {
    runs.beforeSnapshot();
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    runs.onTimer(timer);
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("No timer of this operator runs by the clock");
  }

  private void change(ComfyuiRun run, RunView before, RunView after, GroupCursors ofAfter) {
    levels.change(before, run.levelsNameUser(), after, ofAfter.levels, watermark());
    run.nameUserInLevels();
    if (!after.ended()) {
      return;
    }
    long window = hours.window().startOf(after.endedAt());
    if (isClosed(window)) {
      // Abandoned so long ago that its hour takes no more corrections.
      tooLate.inc();
      return;
    }
    changeHour(before, after, ended.at(window, ofAfter.ended, watermark()));
    writeRecord(run, before, after);
  }

  private boolean isClosed(long window) {
    return watermark() >= hours.closedAt(window);
  }

  private void changeHour(RunView before, RunView after, Aggregate measures) {
    long windowBefore = before == null ? 0 : hours.window().startOf(before.endedAt());
    if (before == null || !before.ended() || isClosed(windowBefore)) {
      // A closed hour keeps a run that was given up in it, though the run may end once more.
      RunAggregation.add(after, measures);
      measures.addEvents(after.steps());
      return;
    }
    Aggregate measuresBefore = ended.at(windowBefore, before.group().key(), watermark());
    RunAggregation.remove(before, measuresBefore);
    RunAggregation.add(after, measures);
    if (measures == measuresBefore) {
      measures.addEvents(1);
    } else {
      measuresBefore.addEvents(nothingIsPublished() ? -before.steps() : 1);
      measures.addEvents(after.steps());
    }
  }

  private void writeRecord(ComfyuiRun run, RunView before, RunView after) {
    boolean wasWritten = before != null && before.ended() && isKept(before);
    if (!wasWritten && !isKept(after)) {
      return;
    }
    String index = IndexFamily.COMFYUI_RECORDS.indexAt(after.endedAt());
    if (wasWritten && !index.equals(IndexFamily.COMFYUI_RECORDS.indexAt(before.endedAt()))) {
      writeRecord(run, before, after.steps(), record.writeSuperseded(run, before));
    }
    writeRecord(run, after, after.steps(), record.write(run, after));
  }

  private void writeRecord(ComfyuiRun run, RunView at, int version, byte[] source) {
    DocumentWrite write =
        DocumentWrite.replacing(
            IndexFamily.COMFYUI_RECORDS.indexAt(at.endedAt()),
            Identity.textOf(run.idHigh(), run.idLow()),
            version,
            source);
    if (at.outcome() == RunOutcome.ABANDONED) {
      // After a restart the run's end may come before it is given up, and belong to another day.
      abandonedRecords.add(write);
    } else {
      writeRecord(write);
    }
  }

  private void writeRecord(DocumentWrite write) {
    output.collect(SideOutputs.RECORDS, new StreamRecord<>(write));
  }

  private void drainRecords(Consumer<DocumentWrite> target) {
    abandonedRecords.forEach(target);
    abandonedRecords.clear();
  }

  private boolean isKept(RunView run) {
    return switch (options.records().kept()) {
      case ALL -> true;
      case FAILED -> run.outcome() != RunOutcome.SUCCEEDED;
      case NONE -> false;
    };
  }
}
