/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import io.tidemark.job.dedup.IdBucket.DedupResult;
import io.tidemark.job.window.DrainQueue;
import io.tidemark.job.window.PartialAggregate;
import io.tidemark.job.window.PreAggregator;
import io.tidemark.job.window.RecentWindow;
import io.tidemark.job.window.WindowKey;
import io.tidemark.job.window.WindowOptions;
import io.tidemark.job.window.WindowPart;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.PipelineAggregation;
import io.tidemark.model.rows.EventRow;
import java.time.Duration;
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
 * Counts each event once and adds it to its window, in place: the id is looked up in the bucket
 * that the row was keyed by, and the values are added to a partial aggregate that is sent later. So
 * the next network step sees partial aggregates, not events.
 *
 * <p>Ids are state. Parts are not: they leave before every barrier, before a watermark that closes
 * their hour, and after {@link WorkloadOptions#flushEvery()}. A closed hour leaves in portions,
 * between which input is taken, and the watermark waits for the last of them.
 *
 * @param <R> one row, or a batch of rows
 */
public abstract class DeduplicationOperator<R> extends AbstractStreamOperator<PartialAggregate>
    implements OneInputStreamOperator<R, PartialAggregate>,
        Triggerable<Integer, VoidNamespace>,
        BoundedOneInput {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  /**
   * Parts of a closed hour that are sent before the next batch is taken: some milliseconds' worth.
   */
  private static final int PORTION = 2_000;

  /** Parts that may wait in one subtask; more are sent at once, so that memory stays bounded. */
  private static final int MAX_PARTS = 100_000;

  private final AggregateLayout layout;
  private final WindowOptions hourOptions;
  private final WorkloadOptions options;

  private transient IdLifetime lifetime;
  private transient IdStore ids;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient PreAggregator windows;
  private transient PreAggregator counts;
  private transient RecentWindow recent;
  private transient DrainQueue leaving;
  private transient Watermark heldBack;
  private transient boolean goesOnByTimer;
  private transient long liveFrom;
  private transient FlushSchedule flushes;

  private transient Counter counted;
  private transient Counter duplicates;
  private transient Counter conflicting;

  protected DeduplicationOperator(AggregateLayout layout, WorkloadOptions options) {
    this.layout = layout;
    this.options = options;
    hourOptions = options.hours();
  }

  /** Counts the rows of an element with {@link #checkAndFind} or {@link #checkAndFindPart}. */
  protected abstract void count(R element) throws Exception;

  /** Adds rows that were appended to a part. */
  protected void addRows(byte[] rows, int length, Aggregate target) {
    throw new UnsupportedOperationException("Parts of " + layout + " take no rows");
  }

  @Override
  public final void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    lifetime = new IdLifetime(options.horizon());
    lifetime.restore(context.getOperatorStateStore());
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("forget-ids", VoidNamespaceSerializer.INSTANCE, this);
    ids =
        IdStore.open(
            getRuntimeContext(), getKeyedStateBackend(), options.horizon(), this::forgetLater);
    windows = new PreAggregator(hourOptions, layout, this::addRows);
    counts = new PreAggregator(hourOptions, PipelineAggregation.LAYOUT);
    recent = new RecentWindow(hourOptions);
    leaving = new DrainQueue();
    liveFrom = lifetime.liveFrom(Long.MIN_VALUE);
    counted = getMetricGroup().counter("eventsCounted");
    duplicates = getMetricGroup().counter("eventsDuplicate");
    conflicting = getMetricGroup().counter("eventsDuplicateWithOtherContent");
    flushes = new FlushSchedule(options.flushEvery(), now());
    flushLater();
  }

  @Override
  public final void processElement(StreamRecord<R> element) throws Exception {
    sendHeldBack(PORTION);
    count(element.getValue());
    if (windows.size() + counts.size() > MAX_PARTS) {
      flush();
    }
  }

  /** The ids that are known; they are looked up faster when they were touched before. */
  protected final IdStore ids() {
    return ids;
  }

  /** The measures to which a row counts; null when it is a duplicate. */
  protected final Aggregate checkAndFind(EventRow row) throws Exception {
    WindowPart part = checkAndFindPart(row, prefetch(row));
    return part == null ? null : part.aggregate();
  }

  /**
   * The part to which a row is appended; null when it is a duplicate.
   *
   * @param hash of its group, as {@link #prefetch} returned it
   */
  protected final WindowPart checkAndFindPart(EventRow row, int hash) throws Exception {
    long windowStart = recent.startOf(row.eventTime);
    long hour = Math.floorDiv(row.eventTime, HOUR);
    DedupResult result = ids.checkAndAdd(row.idHigh, row.idLow, row.content, hour, liveFrom);
    if (result == DedupResult.FIRST) {
      counted.inc();
      return windows.partAt(
          windowStart,
          hash,
          row.buffer,
          row.dimensionsStart,
          row.dimensionsLength,
          timers.currentWatermark());
    }
    noteDuplicate(row, windowStart, result == DedupResult.AGAIN_WITH_OTHER_CONTENT);
    return null;
  }

  /** The hash of a row's group; reads the place where the search for its part begins. */
  protected final int prefetch(EventRow row) {
    return windows.prefetch(
        recent.startOf(row.eventTime), row.buffer, row.dimensionsStart, row.dimensionsLength);
  }

  /** Reads the part that {@link #checkAndFindPart} will probably find. */
  protected final void prefetchPart(int hash) {
    windows.prefetchPart(hash);
  }

  private void noteDuplicate(EventRow row, long windowStart, boolean otherContent) {
    duplicates.inc();
    if (otherContent) {
      conflicting.inc();
    }
    PipelineAggregation.addDuplicate(
        otherContent,
        counts.at(windowStart, workloadKey(row.dimensions()), timers.currentWatermark()));
  }

  /** The tenant, which is the first of the dimensions, and the workload. */
  private byte[] workloadKey(byte[] dimensions) {
    return DimensionKey.of(DimensionKey.value(dimensions, 0), layout.workload());
  }

  @Override
  public final void processWatermark(Watermark mark) throws Exception {
    if (windows.mustLeaveBefore(mark.getTimestamp())) {
      windows.moveBefore(mark.getTimestamp(), leaving);
    }
    // One that is held back already has waited for less: this one stands for both.
    heldBack = mark;
    sendHeldBack(PORTION);
    goOnByTimer();
  }

  /**
   * Sends up to {@code most} of the parts that a watermark waits for, and the watermark after the
   * last.
   */
  private void sendHeldBack(int most) throws Exception {
    if (heldBack == null) {
      return;
    }
    leaving.send(most, this::send);
    if (leaving.isEmpty()) {
      releaseWatermark();
    }
  }

  private void releaseWatermark() throws Exception {
    Watermark mark = heldBack;
    heldBack = null;
    if (counts.mustLeaveBefore(mark.getTimestamp())) {
      counts.drainBefore(mark.getTimestamp(), this::sendCounts);
    }
    liveFrom = lifetime.liveFrom(mark.getTimestamp());
    super.processWatermark(mark);
  }

  /** Without input, the next portion leaves as soon as the clock has moved. */
  @SuppressWarnings(
      "FutureReturnValueIgnored") // The mailbox runs it, and fails the task if it fails.
  private void goOnByTimer() {
    if (heldBack == null || goesOnByTimer) {
      return;
    }
    goesOnByTimer = true;
    getProcessingTimeService()
        .registerTimer(
            now() + 1,
            time -> {
              goesOnByTimer = false;
              sendHeldBack(PORTION);
              goOnByTimer();
            });
  }

  @Override
  public final void onEventTime(InternalTimer<Integer, VoidNamespace> timer) throws Exception {
    long time = timer.getTimestamp();
    // Computed from the timer: the watermark is infinite at the end of input.
    long oldest = ids.forget(timer.getKey(), lifetime.liveFrom(time), Math.floorDiv(time, HOUR));
    if (oldest != IdStore.NONE) {
      forgetLater(timer.getKey(), oldest);
    }
  }

  /** The bucket is the current key. */
  private void forgetLater(int bucket, long hour) {
    timers.registerEventTimeTimer(
        VoidNamespace.INSTANCE, ids.forgetAt(bucket, lifetime.forgottenAt(hour)));
  }

  @Override
  public final void onProcessingTime(InternalTimer<Integer, VoidNamespace> timer) {
    throw new IllegalStateException("No timer of this operator runs by the clock");
  }

  @Override
  public final void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    lifetime.snapshot(timers.currentWatermark());
    ids.beforeSnapshot();
  }

  @Override
  public final void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    ids.afterSnapshot();
  }

  @Override
  public final void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    sendHeldBack(Integer.MAX_VALUE);
    flush();
  }

  @Override
  public final void endInput() throws Exception {
    sendHeldBack(Integer.MAX_VALUE);
    flush();
  }

  @SuppressWarnings(
      "FutureReturnValueIgnored") // The mailbox runs it, and fails the task if it fails.
  private void flushLater() {
    getProcessingTimeService()
        .registerTimer(
            flushes.next(),
            time -> {
              // Not if a checkpoint did: each time costs a part for every group.
              if (flushes.isDue(now())) {
                flush();
              }
              flushLater();
            });
  }

  private void flush() {
    windows.drain(this::send);
    counts.drain(this::sendCounts);
    flushes.flushed(now());
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private void sendCounts(PartialAggregate part) {
    output.collect(SideOutputs.COUNTS, new StreamRecord<>(part));
  }

  private void send(PartialAggregate part) {
    WindowKey group = part.group();
    PipelineAggregation.addCounted(
        part.measures().events(),
        counts.at(group.windowStart(), workloadKey(group.dimensions()), timers.currentWatermark()));
    output.collect(new StreamRecord<>(part));
  }
}
