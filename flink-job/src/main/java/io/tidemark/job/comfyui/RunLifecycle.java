/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.concurrency.LevelPartCodec;
import io.tidemark.job.concurrency.LevelTable;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.lifecycle.CheckpointGatedBuffer;
import io.tidemark.job.lifecycle.LifecycleOperator;
import io.tidemark.job.window.PreAggregator;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.comfyui.ComfyuiRecord;
import io.tidemark.model.comfyui.ComfyuiRun;
import io.tidemark.model.comfyui.ComfyuiRun.Sighting;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.RunAggregation;
import io.tidemark.model.comfyui.RunOutcome;
import io.tidemark.model.comfyui.RunView;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Follows each run from its first step to the last that may come. A step changes what the run adds
 * to its hour and to the levels of concurrency: the difference goes on as parts, so that steps in
 * any order end in the same figures. A run is known under its id, and forgotten once no step of it
 * can be admitted any more.
 */
public final class RunLifecycle extends LifecycleOperator<ComfyuiStep, KeptRun> {

  private final long maxMillis;

  private transient PreAggregator ended;
  private transient LevelTable levels;
  private transient List<DocumentWrite> abandonedRecords;
  private transient ComfyuiRecord record;
  private transient Counter abandoned;
  private transient Counter tooLate;

  public RunLifecycle(WorkloadOptions options) {
    super(
        new Lifecycle(WorkloadSchemas.COMFYUI.id(), "runs", "close-runs"),
        ComfyuiRunCodec.SERIALIZER,
        options);
    maxMillis = options.maxTaskDuration().toMillis();
  }

  @Override
  protected List<CheckpointGatedBuffer<?>> parts() {
    ended = new PreAggregator(hours, RunAggregation.LAYOUT);
    levels = new LevelTable(hours, options.concurrency());
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
    record = new ComfyuiRecord(options.records().privacy());
    abandoned = getMetricGroup().counter("runsAbandoned");
    tooLate = getMetricGroup().counter("runsTooLate");
  }

  @Override
  protected boolean mustLeaveBefore(long mark) {
    return ended.mustLeaveBefore(mark) || levels.mustLeaveBefore(mark);
  }

  @Override
  protected void take(ComfyuiStep step, KeptRun known) throws Exception {
    ComfyuiRun run = known == null ? new ComfyuiRun() : known.run();
    RunView before = known == null ? null : run.view(maxMillis);
    long dueBefore = known == null ? NEVER : dueAt(run, before);
    Sighting sighting = run.take(step);
    if (sighting == Sighting.FIRST) {
      countOnce(step.tenantId, step.time());
      RunView after = run.view(maxMillis);
      change(run, before, after);
      keep(run, after, dueBefore);
    } else {
      countAgain(step.tenantId, step.time(), sighting == Sighting.AGAIN_WITH_OTHER_CONTENT);
    }
  }

  /** Closes the run, or forgets it when it is over. */
  @Override
  protected void due(KeptRun kept) throws Exception {
    ComfyuiRun run = kept.run();
    RunView before = run.view(maxMillis);
    if (!run.abandon()) {
      forget();
      return;
    }
    abandoned.inc();
    RunView after = run.view(maxMillis);
    change(run, before, after);
    keep(run, after, NEVER);
  }

  private void change(ComfyuiRun run, RunView before, RunView after) {
    levels.change(before, run.levelsNameUser(), after, watermark());
    run.nameUserInLevels();
    if (!after.ended()) {
      return;
    }
    long window = hours.window().startOf(after.endedAt());
    if (watermark() >= hours.closedAt(window)) {
      // Abandoned so long ago that its hour takes no more corrections.
      tooLate.inc();
      return;
    }
    changeHour(before, after, window);
    writeRecord(run, before, after);
  }

  private void changeHour(RunView before, RunView after, long window) {
    byte[] group = group(after);
    boolean known = before != null && before.ended();
    long windowBefore = known ? hours.window().startOf(before.endedAt()) : window;
    byte[] groupBefore = known ? group(before) : group;
    Aggregate measures = ended.at(window, group, watermark());
    if (!known) {
      RunAggregation.add(after, measures);
      measures.addEvents(after.steps());
      return;
    }
    Aggregate measuresBefore = ended.at(windowBefore, groupBefore, watermark());
    RunAggregation.remove(before, measuresBefore);
    measuresBefore.addEvents(1);
    RunAggregation.add(after, measures);
    if (measures != measuresBefore) {
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
      writeRecord(before, after.steps(), record.writeSuperseded(run, before));
    }
    writeRecord(after, after.steps(), record.write(run, after));
  }

  private void writeRecord(RunView at, int version, byte[] source) {
    DocumentWrite write =
        DocumentWrite.replacing(
            IndexFamily.COMFYUI_RECORDS.indexAt(at.endedAt()),
            (String) getCurrentKey(),
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

  private static byte[] group(RunView run) {
    return DimensionKey.ofGroup(
        WorkloadSchemas.COMFYUI.countFirstDimensions(),
        run.tenantId(),
        run.userId(),
        run.apiKeyId(),
        run.workflowId(),
        run.workflowName(),
        run.source(),
        run.projectId());
  }

  private void keep(ComfyuiRun run, RunView view, long dueBefore) throws Exception {
    keep(KeptRun.of(run), new Due(dueBefore, dueAt(run, view), run.hasEnd()));
  }

  @Override
  protected long dueAt(KeptRun kept) {
    ComfyuiRun run = kept.run();
    return dueAt(run, run.view(maxMillis));
  }

  /**
   * When the run is closed, if it runs; else when it is forgotten: when the hour of every step that
   * could still say something of it is closed.
   */
  private long dueAt(ComfyuiRun run, RunView view) {
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
