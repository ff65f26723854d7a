/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.admission;

import io.tidemark.job.deadletters.DeadLetter;
import io.tidemark.job.window.ClosedWindows;
import io.tidemark.job.window.RecentWindow;
import io.tidemark.job.window.WindowLength;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.deadletters.DeadLetterReason;
import java.time.Clock;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Admits source events whose window is open and rejects the others. Chained to the source, so that
 * a rejected event still has its payload, of which the fields that the format reads go to the dead
 * letters.
 *
 * @param <E> the event
 * @param <O> what it passes on
 */
public abstract class AdmittingOperator<E, O> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<SourceEvent<E>, O> {

  private final String workload;
  private final EventAccess<E> events;
  private final WorkloadOptions options;

  private transient ClosedWindows closed;
  private transient RecentWindow window;
  private transient DeadLetterFactory deadLetters;
  private transient long watermark;
  private transient long closedThrough;
  private transient Counter admitted;
  private transient Counter tooLate;
  private transient Counter rejected;

  protected AdmittingOperator(String workload, EventAccess<E> events, WorkloadOptions options) {
    this.workload = workload;
    this.events = events;
    this.options = options;
    // The source reuses its output, which must not cross a network.
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  /** Sends on an event that can be counted. */
  protected abstract void sendOn(E event);

  @Override
  public void open() throws Exception {
    super.open();
    deadLetters = new DeadLetterFactory(workload, options.records().privacy(), Clock.systemUTC());
    admitted = getMetricGroup().counter("eventsAdmitted");
    tooLate = getMetricGroup().counter("eventsTooLate");
    rejected = getMetricGroup().counter("eventsRefused");
  }

  @Override
  public final void processElement(StreamRecord<SourceEvent<E>> element) {
    SourceEvent<E> sourceEvent = element.getValue();
    switch (sourceEvent.kind()) {
      case EVENT -> admit(sourceEvent);
      case REJECTED -> {
        rejected.inc();
        reject(sourceEvent, sourceEvent.reason(), sourceEvent.message());
      }
      case HEARTBEAT -> {
        // It has moved the watermark, which is all it is for.
      }
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    closedThrough = closed.through(watermark);
    super.processWatermark(mark);
  }

  private void admit(SourceEvent<E> sourceEvent) {
    E event = sourceEvent.event();
    if (isClosed(events.countedAt().applyAsLong(event))) {
      tooLate.inc();
      reject(
          sourceEvent,
          DeadLetterReason.TOO_LATE,
          "its hour is closed for corrections (--lateness)");
      return;
    }
    admitted.inc();
    sendOn(event);
  }

  /** Whether the window of an event is closed. */
  private boolean isClosed(long eventTime) {
    return window.startOf(eventTime) + options.hours().windowMillis() <= closedThrough;
  }

  private void reject(SourceEvent<E> sourceEvent, DeadLetterReason reason, String message) {
    E event = sourceEvent.event();
    String tenant = event == null ? null : events.tenant().apply(event);
    DeadLetter letter = deadLetters.letter(sourceEvent, reason, message, tenant);
    output.collect(SideOutputs.DEAD_LETTERS, new StreamRecord<>(letter));
  }

  @Override
  public final void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    WindowLength.requireSame(context.getOperatorStateStore(), options.hours().windowMillis());
    watermark = Long.MIN_VALUE;
    window = new RecentWindow(options.hours());
    closed = new ClosedWindows(options.hours().lateness());
    closed.restore(context.getOperatorStateStore());
    closedThrough = closed.through(watermark);
  }

  @Override
  public final void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    closed.snapshot(watermark);
  }
}
