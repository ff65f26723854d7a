/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import io.tidemark.job.countonce.IdBucket.Sighting;
import io.tidemark.job.countonce.IdStore;
import io.tidemark.job.hours.FoldTable;
import io.tidemark.job.hours.GroupHour;
import io.tidemark.job.hours.HourOptions;
import io.tidemark.job.hours.HourPart;
import io.tidemark.job.hours.LeavingParts;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.PipelineMeasures;
import io.tidemark.model.modelcalls.CallFacts;
import io.tidemark.model.modelcalls.ModelCallMeasures;
import io.tidemark.model.schema.WorkloadSchemas;
import java.time.Duration;
import org.apache.flink.metrics.Counter;
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
 * Counts each call once and folds it into its hour, in place: the id is looked up in the bucket
 * that the row was keyed by, and the figures are added to a part that goes on later. So the next
 * network step sees parts, not calls.
 *
 * <p>Ids are state. Parts are not: they leave before every barrier, before a watermark that closes
 * their hour, and after {@link WorkloadOptions#flushEvery()}. A closed hour leaves in portions,
 * between which input is taken, and the watermark waits for the last of them.
 */
public final class CountCallsOnce extends AbstractStreamOperator<HourPart<ModelCallMeasures>>
    implements OneInputStreamOperator<CallBatch, HourPart<ModelCallMeasures>>,
        Triggerable<Integer, VoidNamespace>,
        BoundedOneInput {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  /**
   * Parts of a closed hour that are sent before the next batch is taken: some milliseconds' worth.
   */
  private static final int PORTION = 2_000;

  /** Parts that may wait in one subtask; more are sent at once, so that memory stays bounded. */
  private static final int MAX_PARTS = 100_000;

  private final HourOptions hourOptions;
  private final WorkloadOptions options;

  private transient IdStore ids;
  private transient CallFacts call;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient FoldTable<ModelCallMeasures> calls;
  private transient FoldTable<PipelineMeasures> counts;
  private transient LeavingParts<ModelCallMeasures> leaving;
  private transient Watermark heldBack;
  private transient boolean goesOnByTimer;
  private transient long liveFrom;
  private transient long flushedAt;

  @SuppressWarnings("UnusedVariable") // Written, lest the compiler leave the touching out.
  private transient long touched;

  private transient Counter counted;
  private transient Counter duplicates;
  private transient Counter conflicting;

  public CountCallsOnce(WorkloadOptions options) {
    this.options = options;
    hourOptions = options.hours();
  }

  @Override
  public void open() throws Exception {
    super.open();
    call = new CallFacts();
    timers = getInternalTimerService("forget-ids", VoidNamespaceSerializer.INSTANCE, this);
    ids =
        IdStore.open(
            getRuntimeContext(), getKeyedStateBackend(), options.horizon(), this::forgetLater);
    calls = new FoldTable<>(hourOptions, ModelCallMeasures::new);
    counts = new FoldTable<>(hourOptions, PipelineMeasures::new);
    leaving = new LeavingParts<>();
    liveFrom = Long.MIN_VALUE;
    counted = getMetricGroup().counter("eventsCounted");
    duplicates = getMetricGroup().counter("eventsDuplicate");
    conflicting = getMetricGroup().counter("eventsDuplicateWithOtherContent");
    flushedAt = now();
    flushLater();
  }

  @Override
  public void processElement(StreamRecord<CallBatch> element) throws Exception {
    sendHeldBack(PORTION);
    CallBatch batch = element.getValue();
    touchIds(batch);
    for (int at = 0; at < batch.length(); ) {
      at = batch.read(at, call);
      count();
    }
    if (calls.size() + counts.size() > MAX_PARTS) {
      flush();
    }
  }

  private void touchIds(CallBatch batch) {
    for (int at = 0; at < batch.length(); at = batch.next(at)) {
      touched += ids.touch(batch.idHigh(at), batch.idLow(at));
    }
  }

  /** Counts the call at hand. */
  private void count() throws Exception {
    long windowStart = hourOptions.window().startOf(call.eventTime);
    Sighting sighting = see();
    if (sighting == Sighting.FIRST) {
      counted.inc();
      calls
          .at(
              windowStart,
              call.buffer,
              call.dimensionsStart,
              call.dimensionsLength,
              timers.currentWatermark())
          .add(call);
    } else {
      duplicate(windowStart, sighting == Sighting.AGAIN_WITH_OTHER_CONTENT);
    }
  }

  private Sighting see() throws Exception {
    long hour = Math.floorDiv(call.eventTime, HOUR);
    return ids.see(call.idHigh, call.idLow, call.content, hour, liveFrom);
  }

  private void duplicate(long windowStart, boolean otherContent) {
    duplicates.inc();
    if (otherContent) {
      conflicting.inc();
    }
    counts
        .at(windowStart, pipelineKey(call.dimensions()), timers.currentWatermark())
        .duplicate(otherContent);
  }

  /** The tenant of a group, which is the first of its dimensions, and the pipeline. */
  private byte[] pipelineKey(byte[] dimensions) {
    return DimensionKey.of(DimensionKey.value(dimensions, 0), WorkloadSchemas.MODEL_CALLS.id());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (calls.mustLeaveBefore(mark.getTimestamp())) {
      calls.moveBefore(mark.getTimestamp(), leaving);
    }
    // One that is held back already has waited for less: this one stands for both.
    heldBack = mark;
    sendHeldBack(PORTION);
    goOnByTimer();
  }

  /** Sends up to {@code most} of the parts that a watermark waits for, and it behind the last. */
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
    liveFrom = liveFrom(mark.getTimestamp());
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
  public void onEventTime(InternalTimer<Integer, VoidNamespace> timer) throws Exception {
    long time = timer.getTimestamp();
    // Reckoned from the timer, not from the watermark: at the end of input that is infinite.
    long oldest = ids.forget(timer.getKey(), liveFrom(time), Math.floorDiv(time, HOUR));
    if (oldest != IdStore.NONE) {
      forgetLater(timer.getKey(), oldest);
    }
  }

  /** The bucket is the current key. */
  private void forgetLater(int bucket, long hour) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, ids.forgetAt(bucket, forgottenAt(hour)));
  }

  @Override
  public void onProcessingTime(InternalTimer<Integer, VoidNamespace> timer) {
    throw new IllegalStateException("No timer of this operator runs by the clock");
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    ids.letGo();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    sendHeldBack(Integer.MAX_VALUE);
    flush();
  }

  @Override
  public void endInput() throws Exception {
    sendHeldBack(Integer.MAX_VALUE);
    flush();
  }

  @SuppressWarnings(
      "FutureReturnValueIgnored") // The mailbox runs it, and fails the task if it fails.
  private void flushLater() {
    getProcessingTimeService()
        .registerTimer(
            flushedAt + options.flushEvery().toMillis(),
            time -> {
              // Not if a checkpoint did: each time costs a part for every group.
              if (now() - flushedAt >= options.flushEvery().toMillis()) {
                flush();
              }
              flushLater();
            });
  }

  private void flush() {
    calls.drain(this::send);
    counts.drain(this::sendCounts);
    flushedAt = now();
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private void sendCounts(HourPart<PipelineMeasures> part) {
    output.collect(SideOutputs.COUNTS, new StreamRecord<>(part));
  }

  private void send(HourPart<ModelCallMeasures> part) {
    GroupHour group = part.group();
    counts
        .at(group.windowStart(), pipelineKey(group.dimensions()), timers.currentWatermark())
        .counted(part.measures().events());
    output.collect(new StreamRecord<>(part));
  }

  /** The oldest hour whose ids are still remembered. */
  private long liveFrom(long watermark) {
    return Math.floorDiv(watermark - options.horizon().toMillis(), HOUR);
  }

  /** When the last id of an hour may be dropped. */
  private long forgottenAt(long hour) {
    return (hour + 1) * HOUR + options.horizon().toMillis();
  }
}
