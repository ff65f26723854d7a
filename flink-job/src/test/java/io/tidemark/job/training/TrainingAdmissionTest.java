/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.admission.AdmittingOperator;
import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.topology.Workloads;
import io.tidemark.job.window.FoldedHours;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.model.parsing.CheckedFields;
import io.tidemark.model.training.NativeTrainingFormat;
import io.tidemark.model.training.TrainingEvent;
import io.tidemark.model.training.TrainingStep;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TrainingAdmissionTest {

  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** The last moment at which the hour of ten takes corrections. */
  private static final long OPEN = TEN + 25 * HOUR - 1;

  private static final byte[] PAYLOAD = "{\"job_id\":\"j\"}".getBytes(UTF_8);

  /** No window could count it. */
  @Test
  void anEndWhoseHourIsClosedIsTooLateAlsoAfterARestart() throws Exception {
    OperatorSubtaskState state;
    try (var admit = start(null)) {
      admit.processWatermark(new Watermark(OPEN));
      admit.processElement(event(TrainingStep.SUCCEEDED, TEN));
      assertThat(admit.extractOutputValues()).hasSize(1);
      assertThat(admit.getSideOutput(SideOutputs.DEAD_LETTERS)).isNull();

      admit.processWatermark(new Watermark(OPEN + 1));
      state = admit.snapshot(1, 1);
    }
    try (var admit = start(state)) {
      admit.processElement(event(TrainingStep.FAILED, TEN));

      assertThat(admit.extractOutputValues()).isEmpty();
      assertThat(admit.getSideOutput(SideOutputs.DEAD_LETTERS))
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.getValue().reason).isEqualTo("too_late");
                assertThat(letter.getValue().tenantId).isEqualTo("acme");
                assertThat(letter.getValue().payload).isEqualTo(PAYLOAD);
              });
    }
  }

  /** A time that no job can have is unknown, and steps that are no ends count where they happen. */
  @Test
  void takesOtherEventsByTheirOwnTime() throws Exception {
    try (var admit = start(null)) {
      admit.processWatermark(new Watermark(OPEN + 1));
      admit.processElement(event(TrainingStep.SUCCEEDED, CheckedFields.UNKNOWN));
      admit.processElement(event(TrainingStep.SUCCEEDED, 0));
      admit.processElement(event(TrainingStep.SUCCEEDED, TEN + 90 * HOUR));
      admit.processElement(event(TrainingStep.PROGRESS, TEN));

      assertThat(admit.extractOutputValues()).hasSize(4);
      assertThat(admit.getSideOutput(SideOutputs.DEAD_LETTERS)).isNull();
    }
  }

  private static StreamRecord<SourceEvent<TrainingEvent>> event(
      TrainingStep step, long finishedAt) {
    TrainingEvent event = new TrainingEvent();
    event.tenantId = "acme";
    event.jobId = "j";
    event.step = step;
    event.eventTime = TEN + 24 * HOUR;
    event.finishedAt = finishedAt;
    SourceEvent<TrainingEvent> incoming = new SourceEvent<>();
    incoming.from(
        "usage.training-jobs", 3, 41, TEN, ByteBuffer.wrap(PAYLOAD), new NativeTrainingFormat());
    return new StreamRecord<>(incoming.event(event, event.eventTime));
  }

  private static OneInputStreamOperatorTestHarness<SourceEvent<TrainingEvent>, TrainingEvent> start(
      OperatorSubtaskState state) throws Exception {
    AdmittingOperator<TrainingEvent, TrainingEvent> operator =
        Workloads.TRAINING
            .admission()
            .operator()
            .create(
                Workloads.TRAINING.id(), Workloads.TRAINING.source().access(), FoldedHours.OPTIONS);
    var admit = new OneInputStreamOperatorTestHarness<>(operator);
    admit.setup(TrainingEventCodec.TYPE.serializer());
    if (state != null) {
      admit.initializeState(state);
    }
    admit.open();
    return admit;
  }
}
