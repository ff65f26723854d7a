/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.admission.Identity;
import io.tidemark.model.comfyui.ComfyuiRun;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.RunGroups;
import io.tidemark.model.comfyui.RunStep;
import io.tidemark.model.comfyui.StepRow;
import io.tidemark.model.comfyui.StepText;
import io.tidemark.model.schema.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class StepBatchTest {

  private static final long TIME = 1_767_225_600_000L;
  private static final List<RunStep> KINDS = List.of(RunStep.values());
  private static final int KEY_GROUPS = 512;

  @Test
  void rowsSayTheSameBehindTheNetwork() throws IOException {
    List<ComfyuiStep> steps = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ComfyuiStep step = step("task-" + i, KINDS.get(i % KINDS.size()));
      step.text(StepText.PROJECT_ID, i % 2 == 0 ? "search" : null);
      step.text(StepText.SOURCE, i % 3 == 0 ? "web" : null);
      step.startedAt = i % 4 == 0 ? TIME - 5 : ComfyuiRun.UNKNOWN;
      step.finishedAt = i % 7 == 0 ? TIME - 1 : ComfyuiRun.UNKNOWN;
      step.text(
          StepText.ERROR_MESSAGE, i % 5 == 3 ? "x".repeat(Limits.MAX_MESSAGE_CHARACTERS) : null);
      step.context = i % 6 == 0 ? Map.of("team", "größe") : Map.of();
      steps.add(step);
    }
    StepBatch batch = new StepBatch("7");
    steps.forEach(step -> batch.add(StepRow.of(step)));
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    StepBatchCodec.TYPE.serializer().serialize(batch, bytes);
    StepBatch back =
        StepBatchCodec.TYPE
            .serializer()
            .deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));

    assertThat(back.key()).isEqualTo("7");
    StepRow row = new StepRow();
    RunGroups groups = new RunGroups();
    int at = 0;
    for (ComfyuiStep step : steps) {
      at = back.read(at, row);
      row.findGroup(null, groups);
      assertThat(pack(row)).isEqualTo(pack(StepRow.of(step)));
    }
    assertThat(at).isEqualTo(back.length());
  }

  /** Earlier builds kept a run under the text of its identity: it must stay in its key group. */
  @Test
  void aBucketIsInTheKeyGroupOfTheIdentitiesOfItsRuns() {
    RunKeys keys = new RunKeys(KEY_GROUPS);
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      long high = random.nextLong();
      long low = random.nextLong();
      String identity = Identity.textOf(high, low);
      int keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(identity, KEY_GROUPS);

      assertThat(Identity.hashOf(high, low)).isEqualTo(identity.hashCode());
      assertThat(keys.groupOf(high, low)).isEqualTo(keyGroup);
      assertThat(KeyGroupRangeAssignment.assignToKeyGroup(keys.key(keyGroup), KEY_GROUPS))
          .isEqualTo(keyGroup);
      assertThat(Identity.fingerprintOf(identity).getLong()).isEqualTo(high);
    }
  }

  private static byte[] pack(StepRow row) {
    ComfyuiRun run = new ComfyuiRun();
    run.begin(row.idHigh, row.idLow);
    run.take(row);
    return run.pack();
  }

  private static ComfyuiStep step(String task, RunStep kind) {
    ComfyuiStep step = new ComfyuiStep();
    step.text(StepText.TENANT_ID, "acme");
    step.text(StepText.TASK_ID, task);
    step.text(StepText.USER_ID, "ada");
    step.step = kind;
    step.eventTime = TIME;
    return step;
  }
}
