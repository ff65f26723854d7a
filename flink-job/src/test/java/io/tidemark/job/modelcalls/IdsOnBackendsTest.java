/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static io.tidemark.job.modelcalls.Calls.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.countonce.CountOnceOptions;
import io.tidemark.job.hours.HourPart;
import io.tidemark.model.modelcalls.ModelCallMeasures;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.CheckpointStorageLocationReference;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.TestableKeyedStateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counting once on each backend of state, and from one to the other. */
class IdsOnBackendsTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int HORIZON_HOURS = 24;
  private static final int ROUNDS = 4;
  private static final int CALLS_OF_ROUND = 400;
  private static final int IDS = 900;
  private static final int MOST_STATE = 8 << 20;

  @RepeatedTest(5)
  void anIdCountsOnceThoughASavepointGoesToAnotherBackend() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Set<Integer> known = new HashSet<>();
    OperatorSubtaskState state = null;
    for (int round = 0; round < ROUNDS; round++) {
      StateBackend backend = backends().get(random.nextInt(2));
      try (var counting = start(backend, state)) {
        int before = known.size();
        for (int i = 0; i < CALLS_OF_ROUND; i++) {
          int id = random.nextInt(IDS);
          known.add(id);
          call(counting, id);
        }
        counting.prepareSnapshotPreBarrier(round);
        assertThat(counted(counting))
            .as("seed %s, round %s on %s", seed, round, backend)
            .isEqualTo(known.size() - before);
        state = savepoint(counting, round);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void anIdIsKnownForTheHorizonAndThenLeavesNothing(StateBackend backend) throws Exception {
    try (var counting = start(backend, null)) {
      for (int id = 0; id < IDS; id++) {
        call(counting, id);
      }
      counting.processWatermark(new Watermark(TEN + HORIZON_HOURS * HOUR));
      counting.prepareSnapshotPreBarrier(1);
      call(counting, 7);
      counting.prepareSnapshotPreBarrier(2);
      assertThat(counted(counting)).as("within the horizon").isEqualTo(IDS);

      counting.processWatermark(new Watermark(TEN + (HORIZON_HOURS + 1) * HOUR));
      call(counting, 7);
      counting.prepareSnapshotPreBarrier(2);
      assertThat(counted(counting)).as("behind it, dropped or not").isEqualTo(IDS + 1);

      // The one that counted again belongs to the same hour.
      counting.processWatermark(new Watermark(TEN + 2 * HORIZON_HOURS * HOUR));
      counting.prepareSnapshotPreBarrier(3);

      // RocksDB's timers are deleted in batches, of which a snapshot writes the last.
      savepoint(counting, 3);
      KeyedStateBackend<?> state =
          ((AbstractStreamOperator<?>) counting.getOperator()).getKeyedStateBackend();
      assertThat(((TestableKeyedStateBackend<?>) state).numKeyValueStateEntries()).isZero();
      assertThat(counting.numEventTimeTimers()).isZero();
      call(counting, 7);
      counting.prepareSnapshotPreBarrier(4);
      assertThat(counted(counting)).as("when nothing is left").isEqualTo(IDS + 2);
    }
  }

  static List<StateBackend> backends() {
    return List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  private static void call(
      KeyedOneInputStreamOperatorTestHarness<Integer, CallBatch, HourPart<ModelCallMeasures>>
          counting,
      int id)
      throws Exception {
    counting.processElement(
        new StreamRecord<>(Calls.batch(Calls.facts("r" + id, "alice", TEN + id * 1_000L))));
  }

  private static long counted(
      KeyedOneInputStreamOperatorTestHarness<Integer, CallBatch, HourPart<ModelCallMeasures>>
          counting) {
    return counting.extractOutputValues().stream().mapToLong(p -> p.measures().events()).sum();
  }

  private static OperatorSubtaskState savepoint(
      KeyedOneInputStreamOperatorTestHarness<Integer, CallBatch, HourPart<ModelCallMeasures>>
          counting,
      int id)
      throws Exception {
    CheckpointOptions options =
        CheckpointOptions.alignedNoTimeout(
            SavepointType.savepoint(SavepointFormatType.CANONICAL),
            CheckpointStorageLocationReference.getDefault());
    return new OperatorSnapshotFinalizer(
            counting
                .getOperator()
                .snapshotState(id, id, options, new MemCheckpointStreamFactory(MOST_STATE)))
        .getJobManagerOwnedState();
  }

  private static KeyedOneInputStreamOperatorTestHarness<
          Integer, CallBatch, HourPart<ModelCallMeasures>>
      start(StateBackend backend, OperatorSubtaskState state) throws Exception {
    var counting =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new CountCallsOnce(
                "model-calls",
                CountAndPublish.HOURS,
                new CountOnceOptions(Duration.ofHours(HORIZON_HOURS), Duration.ofSeconds(10)),
                CountAndPublish.COUNTS),
            CallBatch::key,
            Types.INT);
    counting.setStateBackend(backend);
    counting.setup(ModelCallParts.PartSerializer.INSTANCE);
    if (state != null) {
      counting.initializeState(state);
    }
    counting.open();
    return counting;
  }
}
