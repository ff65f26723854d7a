/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static io.tidemark.job.modelcalls.Calls.HOUR;
import static io.tidemark.job.modelcalls.Calls.TEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.deadletters.DeadLetter;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.topology.Workloads;
import io.tidemark.job.window.ChangedWindowException;
import io.tidemark.job.window.FoldedHours;
import io.tidemark.job.workload.RecordOptions;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.deadletters.DeadLetterReason;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.CallRow;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.formats.NativeModelCallFormat;
import io.tidemark.model.privacy.PrivacyOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CallAdmissionTest {

  private static final byte[] PAYLOAD = "{\"request_id\":\"r1\"}".getBytes(UTF_8);

  @Test
  void passesOnACallTogetherWithItsRecord() throws Exception {
    try (var admit = start(RecordOptions.Kept.ALL, null)) {
      ModelCall call = Calls.call("r1", "alice", TEN, 7);
      call.text(CallText.CLIENT_IP, "192.0.2.77");
      admit.processElement(event(call));

      assertThat(rows(admit))
          .extracting(row -> row.count(CallCount.INPUT_TOKENS))
          .containsExactly(7L);
      DocumentWrite record = values(admit.getSideOutput(SideOutputs.RECORDS)).get(0);
      assertThat(record.index).isEqualTo("tidemark-model-calls-records-2026.11.22");
      assertThat(record.createOnly).isTrue();
      assertThat(new String(record.source, UTF_8))
          .contains(
              "\"event_time\":\"2026-11-22T10:00:00Z\"",
              "\"request_id\":\"r1\"",
              "\"outcome\":\"succeeded\"",
              "\"client_ip\":\"192.0.2.0\"");
    }
  }

  @Test
  void callsGoBeforeTheWatermarkThatTheyCameBefore() throws Exception {
    try (var admit = start(RecordOptions.Kept.NONE, null)) {
      admit.processElement(event(Calls.call("r1", "alice", TEN, 7)));
      admit.processWatermark(new Watermark(TEN + 25 * HOUR));

      assertThat(admit.getOutput())
          .extracting(Object::getClass)
          .containsExactly(StreamRecord.class, Watermark.class);
    }
  }

  @Test
  void callsDoNotWaitForAWatermarkThatDoesNotCome() throws Exception {
    try (var admit = start(RecordOptions.Kept.NONE, null)) {
      for (int round = 1; round <= 3; round++) {
        admit.processElement(event(Calls.call("r" + round, "alice", TEN, 7)));
        admit.setProcessingTime(1_000L * round);

        assertThat(admit.extractOutputValues()).hasSize(round);
      }
    }
  }

  @Test
  void playgroundCallsAreRecordsOnly() throws Exception {
    try (var admit = start(RecordOptions.Kept.ALL, null)) {
      ModelCall call = Calls.call("r1", "alice", TEN, 7);
      call.text(CallText.CHANNEL, "playground");
      admit.processElement(event(call));

      assertThat(rows(admit)).isEmpty();
      assertThat(admit.getSideOutput(SideOutputs.RECORDS)).hasSize(1);
    }
  }

  @Test
  void onlyFailuresAreKeptWhenSoAsked() throws Exception {
    try (var admit = start(RecordOptions.Kept.FAILED, null)) {
      admit.processElement(event(Calls.call("r1", "alice", TEN, 7)));
      ModelCall failed = Calls.call("r2", "alice", TEN, 7);
      failed.statusCode(500);
      admit.processElement(event(failed));

      assertThat(rows(admit)).hasSize(2);
      assertThat(values(admit.getSideOutput(SideOutputs.RECORDS)))
          .singleElement()
          .satisfies(record -> assertThat(new String(record.source, UTF_8)).contains("\"r2\""));
    }
  }

  @Test
  void theHourIsOpenUntilItsLatenessIsOver() throws Exception {
    try (var admit = start(RecordOptions.Kept.NONE, null)) {
      admit.processWatermark(new Watermark(TEN + 25 * HOUR - 1));
      admit.processElement(event(Calls.call("r1", "alice", TEN, 7)));
      assertThat(rows(admit)).hasSize(1);

      admit.processWatermark(new Watermark(TEN + 25 * HOUR));
      admit.processElement(event(Calls.call("r2", "alice", TEN, 7)));

      assertThat(rows(admit)).hasSize(1);
      DeadLetter letter = values(admit.getSideOutput(SideOutputs.DEAD_LETTERS)).get(0);
      assertThat(letter.reason).isEqualTo("too_late");
      assertThat(letter.tenantId).isEqualTo("acme");
      assertThat(letter.payload).isEqualTo(PAYLOAD);
      assertThat(letter.offset).isEqualTo(41);
    }
  }

  @Test
  void aClosedHourStaysClosedAfterARestart() throws Exception {
    OperatorSubtaskState state;
    try (var admit = start(RecordOptions.Kept.NONE, null)) {
      admit.processWatermark(new Watermark(TEN + 25 * HOUR));
      state = admit.snapshot(1, 1);
    }
    try (var admit = start(RecordOptions.Kept.NONE, state)) {
      admit.processElement(event(Calls.call("r1", "alice", TEN, 7)));

      assertThat(rows(admit)).isEmpty();
      assertThat(admit.getSideOutput(SideOutputs.DEAD_LETTERS)).hasSize(1);
    }
  }

  /** Its state is gone: a late call would count as the only one. */
  @Test
  void aClosedHourStaysClosedWithALongerLateness() throws Exception {
    OperatorSubtaskState state;
    try (var admit = start(RecordOptions.Kept.NONE, null)) {
      admit.processWatermark(new Watermark(TEN + 25 * HOUR));
      state = admit.snapshot(1, 1);
    }
    for (int restart = 0; restart < 2; restart++) {
      try (var admit =
          start(RecordOptions.Kept.NONE, FoldedHours.withLateness(Duration.ofDays(2)), state)) {
        admit.processWatermark(new Watermark(TEN + 26 * HOUR));
        admit.processElement(event(Calls.call("r1", "alice", TEN, 7)));
        assertThat(rows(admit)).isEmpty();
        assertThat(admit.getSideOutput(SideOutputs.DEAD_LETTERS)).hasSize(1);

        admit.processElement(event(Calls.call("r2", "alice", TEN + HOUR, 7)));
        admit.processWatermark(new Watermark(TEN + 49 * HOUR));
        admit.processElement(event(Calls.call("r3", "alice", TEN + HOUR, 7)));
        assertThat(rows(admit)).hasSize(2);
        state = admit.snapshot(2, 2);
      }
    }
  }

  /** Events of an hour would be those of its first quarter. */
  @Test
  void doesNotGoOnWithWindowsOfAnotherLength() throws Exception {
    OperatorSubtaskState state;
    try (var admit = start(RecordOptions.Kept.NONE, null)) {
      state = admit.snapshot(1, 1);
    }
    WorkloadOptions quarters = FoldedHours.withWindow(Duration.ofMinutes(15));
    assertThatThrownBy(() -> start(RecordOptions.Kept.NONE, quarters, state))
        .isInstanceOf(ChangedWindowException.class)
        .hasMessage("--window 15m: the state has windows of 60m. Start the job with --window 60m");
    try (var admit = start(RecordOptions.Kept.NONE, state)) {
      assertThat(rows(admit)).isEmpty();
    }
    try (var admit = start(RecordOptions.Kept.NONE, quarters, null)) {
      assertThat(rows(admit)).isEmpty();
    }
  }

  @Test
  void refusalsKeepReasonOriginAndPayload() throws Exception {
    try (var admit = start(RecordOptions.Kept.ALL, null)) {
      SourceEvent<ModelCall> incoming = incoming();
      admit.processElement(
          new StreamRecord<>(incoming.rejected(DeadLetterReason.MALFORMED, "model is missing")));

      assertThat(rows(admit)).isEmpty();
      DeadLetter letter = values(admit.getSideOutput(SideOutputs.DEAD_LETTERS)).get(0);
      assertThat(letter.reason).isEqualTo("malformed");
      assertThat(letter.message).isEqualTo("model is missing");
      assertThat(letter.topic).isEqualTo("usage.model-calls");
      assertThat(letter.partition).isEqualTo(3);
      assertThat(letter.tenantId).isNull();
    }
  }

  /** A tenant sees its rejected events where the record could be read. */
  @Test
  void theRefusalOfAnEventThatWasReadNamesItsTenant() throws Exception {
    try (var admit = start(RecordOptions.Kept.ALL, null)) {
      ModelCall call = Calls.call("r1", "alice", TEN, 7);
      admit.processElement(
          new StreamRecord<>(incoming().rejected(call, DeadLetterReason.FUTURE, "ahead")));

      assertThat(rows(admit)).isEmpty();
      DeadLetter letter = values(admit.getSideOutput(SideOutputs.DEAD_LETTERS)).get(0);
      assertThat(letter.reason).isEqualTo("future");
      assertThat(letter.tenantId).isEqualTo("acme");
    }
  }

  private static OneInputStreamOperatorTestHarness<SourceEvent<ModelCall>, CallBatch> start(
      RecordOptions.Kept kept, OperatorSubtaskState state) throws Exception {
    return start(kept, FoldedHours.OPTIONS, state);
  }

  private static OneInputStreamOperatorTestHarness<SourceEvent<ModelCall>, CallBatch> start(
      RecordOptions.Kept kept, WorkloadOptions options, OperatorSubtaskState state)
      throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<>(
            new CallAdmission(
                Workloads.MODEL_CALLS.id(),
                Workloads.MODEL_CALLS.source().access(),
                options.withRecords(new RecordOptions(kept, PrivacyOptions.DEFAULT))));
    harness.setup(CallBatchCodec.TYPE.serializer());
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  /** All that was passed on, with what waited for more of its kind. */
  private static List<CallRow> rows(
      OneInputStreamOperatorTestHarness<SourceEvent<ModelCall>, CallBatch> admit) throws Exception {
    admit.prepareSnapshotPreBarrier(1);
    return Calls.rows(admit.extractOutputValues());
  }

  private static StreamRecord<SourceEvent<ModelCall>> event(ModelCall call) {
    return new StreamRecord<>(incoming().event(call, call.eventTime()));
  }

  private static SourceEvent<ModelCall> incoming() {
    SourceEvent<ModelCall> incoming = new SourceEvent<>();
    incoming.from(
        "usage.model-calls", 3, 41, TEN, ByteBuffer.wrap(PAYLOAD), new NativeModelCallFormat());
    return incoming;
  }

  private static <T> List<T> values(Collection<StreamRecord<T>> records) {
    return records.stream().map(StreamRecord::getValue).toList();
  }
}
