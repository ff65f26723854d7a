/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.intake;

import io.tidemark.job.deadletters.DeadLetter;
import io.tidemark.job.hours.HourOptions;
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
import org.apache.flink.util.OutputTag;

/**
 * Lets in what can be counted, of pipelines whose events are objects of their own: chained to the
 * source, so that a refused event still has its payload.
 *
 * @param <E> the event; a format makes a new one each time
 */
public final class Admit<E> extends AbstractStreamOperator<E>
    implements OneInputStreamOperator<Incoming<E>, E> {

  private final String pipeline;
  private final HourOptions hours;
  private final EventRules<E> rules;
  private final OutputTag<DeadLetter> deadLetters;

  private transient ClosedHours closed;
  private transient Refusals refusals;
  private transient long watermark;
  private transient Counter admitted;
  private transient Counter tooLate;
  private transient Counter refused;

  public Admit(
      String pipeline, HourOptions hours, EventRules<E> rules, OutputTag<DeadLetter> deadLetters) {
    this.pipeline = pipeline;
    this.hours = hours;
    this.rules = rules;
    this.deadLetters = deadLetters;
    // What the source hands on is reused and must not cross a network.
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void open() throws Exception {
    super.open();
    refusals = new Refusals(pipeline, Clock.systemUTC());
    admitted = getMetricGroup().counter("eventsAdmitted");
    tooLate = getMetricGroup().counter("eventsTooLate");
    refused = getMetricGroup().counter("eventsRefused");
  }

  @Override
  public void processElement(StreamRecord<Incoming<E>> element) {
    Incoming<E> incoming = element.getValue();
    switch (incoming.kind()) {
      case EVENT -> admit(incoming);
      case REJECTED -> {
        refused.inc();
        refuse(refusals.letter(incoming));
      }
      case HEARTBEAT -> {
        // It has moved the watermark, which is all it is for.
      }
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    super.processWatermark(mark);
  }

  private void admit(Incoming<E> incoming) {
    E event = incoming.event();
    if (closed.contain(rules.countsAt(event), watermark)) {
      tooLate.inc();
      refuse(
          refusals.letter(
              incoming,
              DeadLetterReason.TOO_LATE,
              "its hour is closed for corrections (--lateness)",
              rules.tenantOf(event)));
      return;
    }
    admitted.inc();
    output.collect(new StreamRecord<>(event));
  }

  private void refuse(DeadLetter letter) {
    output.collect(deadLetters, new StreamRecord<>(letter));
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermark = Long.MIN_VALUE;
    closed = new ClosedHours(hours);
    closed.restore(context.getOperatorStateStore());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    closed.snapshot(watermark);
  }
}
