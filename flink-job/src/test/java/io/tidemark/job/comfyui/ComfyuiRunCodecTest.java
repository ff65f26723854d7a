/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.job.serialization.CodecSerializer;
import io.tidemark.model.comfyui.ComfyuiRun;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.RunOutcome;
import io.tidemark.model.comfyui.RunStep;
import io.tidemark.model.comfyui.RunView;
import io.tidemark.model.comfyui.StepRow;
import io.tidemark.model.comfyui.StepText;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ComfyuiRunCodecTest {

  private static final CodecSerializer<ComfyuiRun> SERIALIZER = ComfyuiRunCodec.SERIALIZER;
  private static final long TIME = 1_767_225_600_000L;

  /** Where a packed run has its flags: behind the ranks of texts and the end. */
  private static final int FLAGS = Integer.BYTES + 1;

  @Test
  void runsThatGoOnAndRunsThatAreOverComeBack() throws IOException {
    ComfyuiRun run = new ComfyuiRun();
    for (RunStep kind : new RunStep[] {RunStep.SUBMITTED, RunStep.FAILED}) {
      run.take(StepRow.of(step(kind)));
      DataOutputSerializer bytes = new DataOutputSerializer(64);
      SERIALIZER.serialize(run, bytes);

      ComfyuiRun back = read(bytes.getCopyOfBuffer());

      assertThat(back)
          .usingRecursiveComparison()
          .ignoringFields("texts.group.texts")
          .isEqualTo(run);
    }
  }

  /** Changes after the begin of a snapshot must not reach into it. */
  @Test
  void aCopyLearnsApart() {
    ComfyuiRun run = new ComfyuiRun();
    run.take(StepRow.of(step(RunStep.STARTED)));

    SERIALIZER.copy(run).take(StepRow.of(step(RunStep.SUCCEEDED)));

    assertThat(run.hasEnd()).isFalse();
  }

  /** As builds up to 0.1.0 wrote them: each text behind its rank, then times. */
  @Test
  void runsThatWereWrittenFieldByFieldAreRead() throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    bytes.writeByte(1);
    for (String text : new String[] {"t", "u", null, null, null, "web", "task", null, null, null}) {
      bytes.writeByte(text == null ? 0 : 2);
      if (text != null) {
        bytes.writeUTF(text);
      }
    }
    bytes.writeLong(ComfyuiRun.UNKNOWN);
    bytes.writeLong(TIME);
    bytes.writeLong(ComfyuiRun.UNKNOWN);
    bytes.writeByte(0);
    bytes.writeLong(TIME);
    bytes.writeLong(ComfyuiRun.UNKNOWN);
    bytes.writeLong(TIME);
    bytes.writeLong(ComfyuiRun.UNKNOWN);
    bytes.writeByte(0);
    bytes.writeByte(2);
    bytes.writeBoolean(false);
    bytes.writeByte(1);
    bytes.writeUTF("team");
    bytes.writeUTF("a");

    ComfyuiRun run = read(bytes.getCopyOfBuffer());

    ComfyuiStep started = step(RunStep.STARTED);
    ComfyuiRun expected = new ComfyuiRun();
    started.text(StepText.USER_ID, "u");
    started.text(StepText.SOURCE, "web");
    started.context = Map.of("team", "a");
    expected.take(StepRow.of(started));
    assertThat(run)
        .usingRecursiveComparison()
        .ignoringFields("texts.group.texts")
        .isEqualTo(expected);
  }

  /**
   * The levels of an earlier build hold such a run until it was given up, and continue to do so.
   */
  @Test
  void aRunThatAnEarlierBuildGaveUpStaysInTheLevels() throws IOException {
    ComfyuiRun run = new ComfyuiRun();
    run.take(StepRow.of(step(RunStep.STARTED)));
    long longest = 1_000;
    run.abandon(longest);
    assertThat(run.view(longest).givenUp()).isTrue();
    assertThat(run.view(longest).leavesAt()).isEqualTo(ComfyuiRun.UNKNOWN);
    byte[] packed = run.pack();
    packed[FLAGS] &= ~(1 << 6);

    RunView view = ComfyuiRun.unpack(packed).view(longest);

    assertThat(view.outcome()).isEqualTo(RunOutcome.ABANDONED);
    assertThat(view.entersAt()).isEqualTo(TIME);
    assertThat(view.leavesAt()).isEqualTo(TIME + longest);
    assertThat(view.givenUpStart()).isEqualTo(ComfyuiRun.UNKNOWN);
  }

  @Test
  void runsOfALaterBuildAreRefused() {
    assertThatThrownBy(() -> read(new byte[] {4, 0, 0, 0, 0}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 4");
  }

  private static ComfyuiRun read(byte[] bytes) throws IOException {
    return SERIALIZER.deserialize(new DataInputDeserializer(bytes));
  }

  private static ComfyuiStep step(RunStep kind) {
    ComfyuiStep step = new ComfyuiStep();
    step.text(StepText.TENANT_ID, "t");
    step.text(StepText.TASK_ID, "task");
    step.step = kind;
    step.eventTime = TIME;
    return step;
  }
}
