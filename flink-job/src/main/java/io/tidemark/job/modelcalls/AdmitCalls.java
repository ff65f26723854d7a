/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.job.deadletters.DeadLetter;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.hours.HourOptions;
import io.tidemark.job.intake.ClosedHours;
import io.tidemark.job.intake.Incoming;
import io.tidemark.job.intake.Refusals;
import io.tidemark.model.deadletters.DeadLetterReason;
import io.tidemark.model.fingerprint.Fingerprint;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.modelcalls.CallFacts;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.ModelCallRecord;
import io.tidemark.model.modelcalls.Outcome;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Base64;
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
 * Lets in what can be counted: chained to the source, so that a refused event still has its
 * payload. Calls go on as rows, with a record beside them; refusals go to the dead letters.
 */
public final class AdmitCalls extends AbstractStreamOperator<CallFacts>
    implements OneInputStreamOperator<Incoming<ModelCall>, CallFacts> {

  private final String pipeline;
  private final HourOptions hours;
  private final RecordOptions records;
  private final OutputTag<DocumentWrite> recordDocuments;
  private final OutputTag<DeadLetter> deadLetters;

  private transient ClosedHours closed;
  private transient Refusals refusals;
  private transient ModelCallRecord record;
  private transient Fingerprint fingerprint;
  private transient long watermark;
  private transient Counter admitted;
  private transient Counter tooLate;
  private transient Counter refused;

  public AdmitCalls(
      String pipeline,
      HourOptions hours,
      RecordOptions records,
      OutputTag<DocumentWrite> recordDocuments,
      OutputTag<DeadLetter> deadLetters) {
    this.pipeline = pipeline;
    this.hours = hours;
    this.records = records;
    this.recordDocuments = recordDocuments;
    this.deadLetters = deadLetters;
    // What the source hands on is reused and must not cross a network.
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void open() throws Exception {
    super.open();
    refusals = new Refusals(pipeline, Clock.systemUTC());
    record = new ModelCallRecord(records.addresses(), records.addressKey().getBytes(UTF_8));
    fingerprint = new Fingerprint();
    admitted = getMetricGroup().counter("eventsAdmitted");
    tooLate = getMetricGroup().counter("eventsTooLate");
    refused = getMetricGroup().counter("eventsRefused");
  }

  @Override
  public void processElement(StreamRecord<Incoming<ModelCall>> element) {
    Incoming<ModelCall> incoming = element.getValue();
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

  private void admit(Incoming<ModelCall> incoming) {
    ModelCall call = incoming.event();
    if (closed.contain(call.eventTime(), watermark)) {
      tooLate.inc();
      refuse(
          refusals.letter(
              incoming,
              DeadLetterReason.TOO_LATE,
              "its hour is closed for corrections (--lateness)",
              call.text(ModelCall.Text.TENANT_ID)));
      return;
    }
    admitted.inc();
    CallFacts facts = CallFacts.of(call, fingerprint);
    if (isKept(call)) {
      output.collect(recordDocuments, new StreamRecord<>(document(call, facts)));
    }
    if (!call.playground()) {
      output.collect(new StreamRecord<>(facts));
    }
  }

  private void refuse(DeadLetter letter) {
    output.collect(deadLetters, new StreamRecord<>(letter));
  }

  private boolean isKept(ModelCall call) {
    return switch (records.kept()) {
      case ALL -> true;
      case FAILED -> call.outcome() != Outcome.SUCCEEDED;
      case NONE -> false;
    };
  }

  private DocumentWrite document(ModelCall call, CallFacts facts) {
    ByteBuffer id = ByteBuffer.allocate(2 * Long.BYTES).putLong(facts.idHigh).putLong(facts.idLow);
    return DocumentWrite.createOnly(
        IndexFamily.MODEL_CALLS_RECORDS.indexAt(call.eventTime()),
        Base64.getUrlEncoder().withoutPadding().encodeToString(id.array()),
        record.write(call));
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
