/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import static io.tidemark.job.comfyui.RunsAndLevels.DAY;
import static io.tidemark.job.comfyui.RunsAndLevels.HOUR;
import static io.tidemark.job.comfyui.RunsAndLevels.OPTIONS;
import static io.tidemark.job.comfyui.RunsAndLevels.TEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.topology.Workloads;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.NativeComfyuiFormat;
import io.tidemark.model.comfyui.RunStep;
import io.tidemark.model.comfyui.StepText;
import java.nio.ByteBuffer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** At ten o'clock, when the hour of nine of the day before was closed last. */
@Tag("fast")
class StepAdmissionTest {

  private static final byte[] PAYLOAD = "{\"task_id\":\"t\"}".getBytes(UTF_8);

  private OneInputStreamOperatorTestHarness<SourceEvent<ComfyuiStep>, StepBatch> admit;

  @BeforeEach
  void start() throws Exception {
    admit =
        new OneInputStreamOperatorTestHarness<>(
            new StepAdmission(
                Workloads.COMFYUI.id(), Workloads.COMFYUI.source().access(), OPTIONS));
    admit.setup(StepBatchCodec.TYPE.serializer());
    admit.open();
    admit.processWatermark(new Watermark(TEN + DAY));
  }

  @AfterEach
  void close() throws Exception {
    admit.close();
  }

  @Test
  void anEndCountsWhereTheRunWasOver() throws Exception {
    end(TEN, TEN - HOUR);
    assertThat(admitted()).isTrue();
    end(TEN - 1, TEN - HOUR);
    assertThat(admitted()).isFalse();
  }

  /** It may be that of the server. */
  @Test
  void theStartThatAnEndNamesDecidesNothing() throws Exception {
    end(TEN + DAY, TEN - 3 * DAY);
    assertThat(admitted()).isTrue();
  }

  private void end(long finishedAt, long startedAt) throws Exception {
    ComfyuiStep step = new ComfyuiStep();
    step.text(StepText.TENANT_ID, "acme");
    step.text(StepText.TASK_ID, "t");
    step.step = RunStep.SUCCEEDED;
    step.eventTime = TEN + DAY;
    step.finishedAt = finishedAt;
    step.startedAt = startedAt;
    SourceEvent<ComfyuiStep> incoming = new SourceEvent<>();
    incoming.from("usage.comfyui", 3, 41, TEN, ByteBuffer.wrap(PAYLOAD), new NativeComfyuiFormat());
    admit.processElement(new StreamRecord<>(incoming.event(step, step.eventTime)));
  }

  /** Whether the last step was passed on; else it must be a dead letter. */
  private boolean admitted() throws Exception {
    admit.prepareSnapshotPreBarrier(1);
    boolean wentOn = !admit.extractOutputValues().isEmpty();
    admit.getOutput().clear();
    if (!wentOn) {
      assertThat(admit.getSideOutput(SideOutputs.DEAD_LETTERS))
          .singleElement()
          .satisfies(letter -> assertThat(letter.getValue().reason).isEqualTo("too_late"));
    }
    return wentOn;
  }
}
