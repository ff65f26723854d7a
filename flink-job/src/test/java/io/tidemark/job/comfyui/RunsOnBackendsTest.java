/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import static io.tidemark.job.comfyui.RunsAndLevels.DAY;
import static io.tidemark.job.comfyui.RunsAndLevels.HOUR;
import static io.tidemark.job.comfyui.RunsAndLevels.MINUTE;
import static io.tidemark.job.comfyui.RunsAndLevels.OPTIONS;
import static io.tidemark.job.comfyui.RunsAndLevels.TEN;
import static io.tidemark.job.comfyui.RunsAndLevels.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.window.PartialAggregate;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.RunStep;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.TestableKeyedStateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs on each backend of state, from one to the other, and over more subtasks. */
@Tag("fast")
class RunsOnBackendsTest {

  private static final int KEY_GROUPS = 16;
  private static final int RUNS = 300;

  static List<StateBackend> backends() {
    return List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  /** One subtask of the step that follows runs. */
  private static final class Following
      extends KeyedOneInputStreamOperatorTestHarness<String, StepBatch, PartialAggregate> {

    private Following(StateBackend backend, OperatorSubtaskState state, int parallelism, int index)
        throws Exception {
      super(
          new RunLifecycle(OPTIONS), StepBatch::key, Types.STRING, KEY_GROUPS, parallelism, index);
      getStreamConfig().setCheckpointingEnabled(false);
      setStateBackend(backend);
      setup(ComfyuiParts.TYPES.part().serializer());
      if (state != null) {
        initializeState(state);
      }
      open();
    }

    /** How many steps, or runs that were given up, have left in parts since the last time. */
    private long events() throws Exception {
      prepareSnapshotPreBarrier(Long.MAX_VALUE);
      long events =
          extractOutputValues().stream().mapToLong(part -> part.measures().events()).sum();
      getOutput().clear();
      return events;
    }
  }

  @Test
  void aRunIsFollowedOnWhereverItGoesAndToAnyBackend() throws Exception {
    OperatorSubtaskState state = null;
    int before = 1;
    RunStep[] kinds = {RunStep.SUBMITTED, RunStep.STARTED, RunStep.SUCCEEDED};
    int[] parallelisms = {1, 3, 2};
    for (int i = 0; i < kinds.length; i++) {
      StateBackend backend = backends().get(i % 2);
      List<Following> subtasks = new ArrayList<>();
      for (int index = 0; index < parallelisms[i]; index++) {
        OperatorSubtaskState part =
            state == null
                ? null
                : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    state, KEY_GROUPS, before, parallelisms[i], index);
        subtasks.add(new Following(backend, part, parallelisms[i], index));
      }
      send(kinds[i], subtasks);
      send(kinds[i], subtasks);
      long events = 0;
      OperatorSubtaskState[] parts = new OperatorSubtaskState[subtasks.size()];
      for (int index = 0; index < parts.length; index++) {
        events += subtasks.get(index).events();
        parts[index] = RunsAndLevels.savepoint(subtasks.get(index), i);
        subtasks.get(index).close();
      }
      // All three steps of a run are counted where it ends.
      assertThat(events).as("events after %s", kinds[i]).isEqualTo(i == 2 ? 3 * RUNS : 0);
      state = AbstractStreamOperatorTestHarness.repackageState(parts);
      before = parallelisms[i];
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void closesARunWhenItIsDueAndNotBefore(StateBackend backend) throws Exception {
    try (Following following = new Following(backend, null, 1, 0)) {
      send(RunStep.STARTED, List.of(following));
      following.processWatermark(new Watermark(TEN + DAY - 1));
      assertThat(following.events()).isZero();

      following.processWatermark(new Watermark(TEN + DAY));
      assertThat(following.events()).isEqualTo(1);

      following.processWatermark(new Watermark(TEN + DAY + MINUTE));
      assertThat(following.events()).isEqualTo(1);
    }
  }

  /** With the end of the input no time has passed: a run may still end when the job continues. */
  @ParameterizedTest
  @MethodSource("backends")
  void followsARunOnAfterTheEndOfTheInput(StateBackend backend) throws Exception {
    OperatorSubtaskState state;
    try (Following following = new Following(backend, null, 1, 0)) {
      send(RunStep.STARTED, List.of(following));
      following.processWatermark(Watermark.MAX_WATERMARK);
      following.endInput();
      assertThat(following.events()).isZero();
      state = RunsAndLevels.savepoint(following, 1);
    }
    try (Following following = new Following(backend, state, 1, 0)) {
      send(RunStep.SUCCEEDED, List.of(following));
      assertThat(following.events()).isEqualTo(2 * RUNS);
    }
    try (Following following = new Following(backend, state, 1, 0)) {
      following.processWatermark(new Watermark(TEN + DAY + 6 * HOUR));
      assertThat(following.events()).isEqualTo(RUNS);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void closesARunAfterARestartOnTheOtherBackend(StateBackend backend) throws Exception {
    OperatorSubtaskState state;
    try (Following following = new Following(backend, null, 1, 0)) {
      send(RunStep.STARTED, List.of(following));
      state = RunsAndLevels.savepoint(following, 1);
    }
    StateBackend other = backends().get(backend instanceof HashMapStateBackend ? 1 : 0);
    try (Following following = new Following(other, state, 1, 0)) {
      following.processWatermark(new Watermark(TEN + DAY + 6 * HOUR));
      assertThat(following.events()).isEqualTo(RUNS);

      following.processWatermark(new Watermark(TEN + 40 * DAY));
      RunsAndLevels.savepoint(following, 2);
      KeyedStateBackend<?> left =
          ((AbstractStreamOperator<?>) following.getOperator()).getKeyedStateBackend();
      assertThat(((TestableKeyedStateBackend<?>) left).numKeyValueStateEntries()).isZero();
      assertThat(following.numEventTimeTimers()).isZero();
    }
  }

  /** A step a minute, each of another run. */
  private static void send(RunStep kind, List<Following> subtasks) {
    StepBatches batches =
        new StepBatches(
            KEY_GROUPS,
            batch -> {
              int index =
                  KeyGroupRangeAssignment.assignKeyToParallelOperator(
                      batch.key(), KEY_GROUPS, subtasks.size());
              process(subtasks.get(index), batch);
            });
    for (int i = 0; i < RUNS; i++) {
      ComfyuiStep step = step("t" + i, kind, TEN + i * MINUTE);
      batches.add(step);
    }
    batches.flush();
  }

  private static void process(Following following, StepBatch batch) {
    try {
      following.processElement(new StreamRecord<>(batch));
    } catch (Exception e) {
      throw new AssertionError("A batch was not taken", e);
    }
  }
}
