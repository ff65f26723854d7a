/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.model.comfyui.ComfyuiRun;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.RunStep;
import io.tidemark.model.comfyui.StepRow;
import io.tidemark.model.comfyui.StepText;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RunBucketTest {

  private static final long TIME = 1_767_225_600_000L;
  private static final List<RunStep> KINDS = List.of(RunStep.values());
  private static final int STEPS = 2_000;
  private static final int RUNS = 700;

  private final ComfyuiRun run = new ComfyuiRun();

  /** As a snapshot begins, the backend copies a bucket, and the copy is changed from then on. */
  @RepeatedTest(10)
  void holdsTheSameRunsAsAMapThroughCopies() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RunBucket bucket = new RunBucket();
    Map<Long, String> expected = new HashMap<>();
    RunBucket snapshot = new RunBucket();
    Map<Long, String> expectedOfSnapshot = Map.of();
    for (int i = 0; i < STEPS; i++) {
      StepRow step = step(random.nextInt(RUNS), KINDS.get(random.nextInt(KINDS.size())));
      expected.put(step.idLow, take(bucket, step));
      if (random.nextInt(300) == 0) {
        assertThat(runsIn(snapshot)).as("seed %s", seed).isEqualTo(expectedOfSnapshot);
        snapshot = bucket;
        expectedOfSnapshot = Map.copyOf(expected);
        bucket = RunBucketCodec.SERIALIZER.copy(bucket);
      }
    }
    assertThat(runsIn(snapshot)).as("seed %s", seed).isEqualTo(expectedOfSnapshot);
    assertThat(runsIn(bucket)).as("seed %s", seed).isEqualTo(expected);
    assertThat(runsIn(read(write(bucket)))).as("seed %s, written", seed).isEqualTo(expected);
  }

  @Test
  void writesACompleteRunInFewBytes() throws IOException {
    RunBucket bucket = new RunBucket();
    take(bucket, step(1, RunStep.SUBMITTED));
    take(bucket, step(1, RunStep.STARTED));
    assertThat(write(bucket)).hasSizeGreaterThan(120);

    take(bucket, step(1, RunStep.SUCCEEDED));

    assertThat(write(bucket)).hasSizeLessThan(90);
  }

  @Test
  void rejectsATruncatedBucket() throws IOException {
    RunBucket bucket = new RunBucket();
    take(bucket, step(1, RunStep.STARTED));
    byte[] bytes = write(bucket);

    assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged or truncated");
  }

  private String take(RunBucket bucket, StepRow step) {
    int row = bucket.find(step.idHigh, step.idLow);
    if (row == RunBucket.NONE) {
      run.begin(step.idHigh, step.idLow);
    } else {
      bucket.read(row, run);
    }
    run.take(step);
    if (row == RunBucket.NONE) {
      bucket.add(run);
    } else {
      bucket.write(row, run);
    }
    return HexFormat.of().formatHex(run.pack());
  }

  private static Map<Long, String> runsIn(RunBucket bucket) {
    ComfyuiRun run = new ComfyuiRun();
    Map<Long, String> runs = new HashMap<>();
    for (int row = 0; row < bucket.size(); row++) {
      bucket.read(row, run);
      assertThat(bucket.find(run.idHigh(), run.idLow())).isEqualTo(row);
      runs.put(run.idLow(), HexFormat.of().formatHex(run.pack()));
    }
    return runs;
  }

  private static byte[] write(RunBucket bucket) throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    RunBucketCodec.SERIALIZER.serialize(bucket, bytes);
    return bytes.getCopyOfBuffer();
  }

  private static RunBucket read(byte[] bytes) throws IOException {
    return RunBucketCodec.SERIALIZER.deserialize(new DataInputDeserializer(bytes));
  }

  private static StepRow step(int number, RunStep kind) {
    ComfyuiStep step = new ComfyuiStep();
    step.text(StepText.TENANT_ID, "acme");
    step.text(StepText.TASK_ID, "task-" + number);
    step.text(StepText.USER_ID, "user-" + number % 7);
    step.text(StepText.WORKFLOW_NAME, number % 3 == 0 ? "Porträt" : null);
    step.text(StepText.ERROR_TYPE, kind == RunStep.FAILED ? "OutOfMemoryError" : null);
    step.step = kind;
    step.eventTime = TIME + number;
    return StepRow.of(step);
  }
}
