/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.lifecycle;

import io.tidemark.job.progress.PipelineParts;
import io.tidemark.job.window.PartialAggregate;
import io.tidemark.job.window.PreAggregator;
import io.tidemark.job.window.WindowOptions;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.hourly.PipelineAggregation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sends on what things that report more than once add to hours. A report can take back what earlier
 * ones added: a run turns out to belong to another hour or user, a counter to have grown before.
 *
 * <p>That is why parts and watermarks wait until a checkpoint holds what is behind them. A restart
 * may see reports in another order, and event time may start over: if a document had been published
 * without a completed checkpoint, no state might know it, or reach its version. Without checkpoints
 * there is no such restart, and parts leave after a while.
 *
 * @param <E> a report, or a batch of them
 */
public abstract class CheckpointGatedOperator<E> extends AbstractStreamOperator<PartialAggregate>
    implements OneInputStreamOperator<E, PartialAggregate>, BoundedOneInput {

  /** One step of the clock, so that what comes first is seen to come first. */
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  protected final WorkloadOptions options;
  protected final WindowOptions hours;

  private transient PreAggregator counts;
  private transient List<CheckpointGatedBuffer<?>> parts;
  private transient CheckpointGatedWatermarks watermarks;
  private transient boolean waitsForCheckpoints;
  private transient boolean nothingIsPublished;
  private transient long restored;
  private transient Counter counted;
  private transient Counter duplicates;
  private transient Counter conflicting;

  protected CheckpointGatedOperator(WorkloadOptions options) {
    this.options = options;
    hours = options.hours();
  }

  /** Makes the tables that fold parts, and says what becomes of these. */
  protected abstract List<CheckpointGatedBuffer<?>> parts();

  /** Whether a folded part must not come after this watermark. */
  protected abstract boolean mustLeaveBefore(long mark);

  /** Does what is due by this moment of event time. */
  protected void advanceTo(long mark) throws Exception {}

  /** Before state is written: what is changed after it must not be what the snapshot holds. */
  protected void beforeSnapshot() {}

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    nothingIsPublished =
        !getOperatorConfig().isCheckpointingEnabled()
            && !context.isRestored()
            && hours.provisionalEvery().isZero();
    counts = new PreAggregator(hours, PipelineAggregation.LAYOUT);
    parts = new ArrayList<>(parts());
    parts.add(
        new CheckpointGatedBuffer<>(
            "held-counts",
            PipelineParts.TYPES.part(),
            counts::drain,
            part -> output.collect(SideOutputs.COUNTS, new StreamRecord<>(part))));
    restored = context.getRestoredCheckpointId().orElse(0);
    for (CheckpointGatedBuffer<?> kind : parts) {
      kind.restore(context.getOperatorStateStore(), restored);
    }
    watermarks = new CheckpointGatedWatermarks(mark -> output.emitWatermark(new Watermark(mark)));
    watermarks.restore(context.getOperatorStateStore());
  }

  @Override
  public void open() throws Exception {
    super.open();
    waitsForCheckpoints = getOperatorConfig().isCheckpointingEnabled();
    counted = getMetricGroup().counter("eventsCounted");
    duplicates = getMetricGroup().counter("eventsDuplicate");
    conflicting = getMetricGroup().counter("eventsDuplicateWithOtherContent");
    long proven = watermarks.current();
    after(Duration.ZERO, watermarks::emitRestored);
    after(AT_ONCE, () -> releaseRestored(proven));
    if (!waitsForCheckpoints) {
      after(options.flushEvery(), this::flushLater);
    }
  }

  /** How far event time is, for what is being folded. */
  protected final long watermark() {
    return watermarks.current();
  }

  /**
   * Whether nothing is published yet, as in a rebuild, which reads everything before event time
   * moves. What is taken back then needs no higher version. If it got one, versions would depend on
   * the order of the input, and the running job could not correct a document whose version a
   * rebuild has raised.
   */
  protected final boolean nothingIsPublished() {
    return nothingIsPublished;
  }

  /**
   * Notes a report that counts.
   *
   * @param workload the tenant and the workload
   */
  protected final void countOnce(byte[] workload, long time) {
    counted.inc();
    PipelineAggregation.addCounted(1, pipeline(workload, time));
  }

  /** As above, at the cursor of the tenant and the workload. */
  protected final void countOnce(PreAggregator.Cursor workload, long time) {
    counted.inc();
    long window = hours.window().startOf(time);
    PipelineAggregation.addCounted(1, counts.at(window, workload, watermark()));
  }

  /** Notes a report that was known. */
  protected final void countAgain(byte[] workload, long time, boolean otherContent) {
    duplicates.inc();
    if (otherContent) {
      conflicting.inc();
    }
    PipelineAggregation.addDuplicate(otherContent, pipeline(workload, time));
  }

  private Aggregate pipeline(byte[] workload, long time) {
    return counts.at(hours.window().startOf(time), workload, watermark());
  }

  /**
   * Timers send their output before the watermark, like all earlier events. The end of the input is
   * no moment of event time: nothing is due by it, and what continues then is not over.
   */
  @Override
  public final void processWatermark(Watermark mark) throws Exception {
    nothingIsPublished = false;
    if (!mark.equals(Watermark.MAX_WATERMARK)) {
      if (getTimeServiceManager().isPresent()) {
        getTimeServiceManager().get().advanceWatermark(mark);
      }
      advanceTo(mark.getTimestamp());
    }
    watermarks.advance(mark.getTimestamp());
    if (waitsForCheckpoints) {
      return;
    }
    if (mustLeaveBefore(watermark()) || counts.mustLeaveBefore(watermark())) {
      parts.forEach(CheckpointGatedBuffer::releaseAll);
    }
    watermarks.emit(watermark());
  }

  @Override
  public final void prepareSnapshotPreBarrier(long checkpointId) {
    if (!waitsForCheckpoints) {
      parts.forEach(CheckpointGatedBuffer::releaseAll);
    }
  }

  @Override
  public final void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    beforeSnapshot();
    for (CheckpointGatedBuffer<?> kind : parts) {
      kind.hold(context.getCheckpointId());
    }
    watermarks.hold(context.getCheckpointId());
  }

  @Override
  public final void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    parts.forEach(kind -> kind.release(checkpointId));
    watermarks.release(checkpointId);
  }

  @Override
  public final void endInput() {
    parts.forEach(CheckpointGatedBuffer::releaseAll);
    watermarks.emit(watermark());
  }

  /**
   * The input after the checkpoint of a restart comes as it came before: first event time as those
   * who get the parts knew it, then the parts, then event time as the checkpoint had it. Windows
   * may have been published by it.
   */
  private void releaseRestored(long proven) {
    parts.forEach(kind -> kind.release(restored));
    watermarks.emit(proven);
  }

  private void flushLater() {
    parts.forEach(CheckpointGatedBuffer::releaseAll);
    after(options.flushEvery(), this::flushLater);
  }

  @SuppressWarnings(
      "FutureReturnValueIgnored") // The mailbox runs it, and fails the task if it fails.
  private void after(Duration wait, Runnable action) {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    getProcessingTimeService().registerTimer(now + wait.toMillis(), time -> action.run());
  }
}
