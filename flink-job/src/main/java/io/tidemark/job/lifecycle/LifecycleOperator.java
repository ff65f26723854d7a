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
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.PipelineAggregation;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Follows things that report more than once, each under its key, and sends on what they add to
 * hours. A report can take back what earlier ones added: a run turns out to belong to another hour
 * or user, a counter to have grown before.
 *
 * <p>That is why parts and watermarks wait until a checkpoint holds what is behind them. A restart
 * may see reports in another order, and event time may start over: if a document had been published
 * without a completed checkpoint, no state might know it, or reach its version. Without checkpoints
 * there is no such restart, and parts leave after a while.
 *
 * @param <E> a report
 * @param <S> what is known of a thing
 */
public abstract class LifecycleOperator<E, S> extends AbstractStreamOperator<PartialAggregate>
    implements OneInputStreamOperator<E, PartialAggregate>,
        BoundedOneInput,
        Triggerable<String, VoidNamespace> {

  /** No timer. */
  protected static final long NEVER = Long.MAX_VALUE;

  /** One step of the clock, so that what comes first is seen to come first. */
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  protected final WorkloadOptions options;
  protected final WindowOptions hours;
  private final Lifecycle lifecycle;
  private final TypeSerializer<S> serializer;

  private transient ValueState<S> things;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient PreAggregator counts;
  private transient List<CheckpointGatedBuffer<?>> parts;
  private transient CheckpointGatedWatermarks watermarks;
  private transient boolean waitsForCheckpoints;
  private transient long restored;
  private transient Counter counted;
  private transient Counter duplicates;
  private transient Counter conflicting;

  /**
   * What differs between pipelines.
   *
   * @param pipeline its name in documents
   * @param state name of the state of things; never to be changed
   * @param timers name of their timers; never to be changed
   */
  public record Lifecycle(String pipeline, String state, String timers) implements Serializable {}

  protected LifecycleOperator(
      Lifecycle lifecycle, TypeSerializer<S> serializer, WorkloadOptions options) {
    this.lifecycle = lifecycle;
    this.serializer = serializer;
    this.options = options;
    hours = options.hours();
  }

  /** Makes the tables that fold parts, and says what becomes of these. */
  protected abstract List<CheckpointGatedBuffer<?>> parts();

  /** Whether a folded part must not come after this watermark. */
  protected abstract boolean mustLeaveBefore(long mark);

  /**
   * Takes a report.
   *
   * @param known what is known of the thing; null when it is new
   */
  protected abstract void take(E report, S known) throws Exception;

  /** When something is due with a thing: to be closed, or to be forgotten. */
  protected abstract long dueAt(S thing);

  /** Does what is due; the thing may be {@link #keep kept} or {@link #forget forgotten}. */
  protected abstract void due(S thing) throws Exception;

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
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
    things =
        getRuntimeContext().getState(new ValueStateDescriptor<>(lifecycle.state(), serializer));
    timers = getInternalTimerService(lifecycle.timers(), VoidNamespaceSerializer.INSTANCE, this);
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

  @Override
  public final void processElement(StreamRecord<E> element) throws Exception {
    take(element.getValue(), things.value());
  }

  /** How far event time is, for what is being folded. */
  protected final long watermark() {
    return watermarks.current();
  }

  /**
   * When something is due with a thing, and with that its timer.
   *
   * @param before what it was when the thing was kept last; {@link #NEVER} without a timer
   * @param now what it is
   * @param onlyLater whether nothing that the thing may learn makes it due earlier
   */
  public record Due(long before, long now, boolean onlyLater) {}

  /**
   * Keeps a thing, with one timer that moves when the thing learns something. Once the thing can
   * only be due later, the timer stays: it will find out that it runs too early, and be set again.
   */
  protected final void keep(S thing, Due due) throws Exception {
    things.update(thing);
    boolean stays = due.before() != NEVER && due.now() > due.before() && due.onlyLater();
    if (stays || due.now() == due.before()) {
      return;
    }
    if (due.before() != NEVER) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, due.before());
    }
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due.now());
  }

  protected final void forget() {
    things.clear();
  }

  /** Notes a report that counts. */
  protected final void countOnce(String tenant, long time) {
    counted.inc();
    PipelineAggregation.addCounted(1, pipeline(tenant, time));
  }

  /** Notes a report that was known. */
  protected final void countAgain(String tenant, long time, boolean otherContent) {
    duplicates.inc();
    if (otherContent) {
      conflicting.inc();
    }
    PipelineAggregation.addDuplicate(otherContent, pipeline(tenant, time));
  }

  private Aggregate pipeline(String tenant, long time) {
    return counts.at(
        hours.window().startOf(time), DimensionKey.of(tenant, lifecycle.pipeline()), watermark());
  }

  @Override
  public final void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    S thing = things.value();
    if (thing == null) {
      return;
    }
    long due = dueAt(thing);
    if (timer.getTimestamp() >= due) {
      due(thing);
    } else {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
    }
  }

  @Override
  public final void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("No timer of this operator runs by the clock");
  }

  /** Timers send their output before the watermark, like all earlier events. */
  @Override
  public final void processWatermark(Watermark mark) throws Exception {
    if (getTimeServiceManager().isPresent()) {
      getTimeServiceManager().get().advanceWatermark(mark);
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
   * What comes after the checkpoint of a restart comes as it came before: first event time as those
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
