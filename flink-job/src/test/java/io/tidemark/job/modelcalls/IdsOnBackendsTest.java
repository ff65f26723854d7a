/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static io.tidemark.job.modelcalls.Calls.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.modelcalls.CallRow;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counting once on each backend of state, and from one to the other. */
@Tag("fast")
class IdsOnBackendsTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long HORIZON = Counting.HORIZON.toMillis();
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
      try (Counting counting = Counting.start(backend, state)) {
        int before = known.size();
        for (int i = 0; i < CALLS_OF_ROUND; i++) {
          int id = random.nextInt(IDS);
          known.add(id);
          call(counting, id);
        }
        assertThat(counting.counted())
            .as("seed %s, round %s on %s", seed, round, backend)
            .isEqualTo(known.size() - before);
        state = savepoint(counting, round);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void anIdIsKnownForTheHorizonAndThenLeavesNothing(StateBackend backend) throws Exception {
    try (Counting counting = Counting.start(backend, null)) {
      for (int id = 0; id < IDS; id++) {
        call(counting, id);
      }
      counting.processWatermark(new Watermark(TEN + HORIZON));
      counting.prepareSnapshotPreBarrier(1);
      call(counting, 7);
      assertThat(counting.counted()).as("within the horizon").isEqualTo(IDS);

      counting.processWatermark(new Watermark(TEN + HORIZON + HOUR));
      call(counting, 7);
      assertThat(counting.counted()).as("behind it, dropped or not").isEqualTo(IDS + 1);

      // The one that counted again belongs to the same hour.
      counting.processWatermark(new Watermark(TEN + 2 * HORIZON));
      counting.prepareSnapshotPreBarrier(3);

      // RocksDB's timers are deleted in batches, of which a snapshot writes the last.
      savepoint(counting, 3);
      KeyedStateBackend<?> state =
          ((AbstractStreamOperator<?>) counting.getOperator()).getKeyedStateBackend();
      assertThat(((TestableKeyedStateBackend<?>) state).numKeyValueStateEntries()).isZero();
      assertThat(counting.numEventTimeTimers()).isZero();
      call(counting, 7);
      assertThat(counting.counted()).as("when nothing is left").isEqualTo(IDS + 2);
    }
  }

  /** Event time starts again with a restart; what was forgotten must not be known again. */
  @ParameterizedTest
  @MethodSource("backends")
  void forgottenIdsStayForgottenAfterARestart(StateBackend backend) throws Exception {
    OperatorSubtaskState state;
    try (Counting counting = Counting.start(backend, null)) {
      for (int id = 0; id < IDS; id++) {
        call(counting, id);
      }
      counting.processWatermark(new Watermark(TEN + HORIZON + HOUR));
      state = savepoint(counting, 1);
    }
    for (int restart = 1; restart <= 2; restart++) {
      // The second one fails before its first watermark, too.
      try (Counting counting = Counting.start(backend, state)) {
        state = savepoint(counting, restart + 1);
      }
    }
    try (Counting counting = Counting.start(backend, state)) {
      for (int id = 0; id < IDS / 2; id++) {
        reuse(counting, id);
      }
      counting.processWatermark(new Watermark(TEN + HOUR));
      for (int id = IDS / 2; id < IDS; id++) {
        reuse(counting, id);
      }
      assertThat(counting.counted()).isEqualTo(IDS);
      reuse(counting, 7);
      assertThat(counting.counted()).as("known with its new hour").isEqualTo(IDS);
    }
  }

  /**
   * Buckets are dropped by the hour of their first id: one of an earlier hour is forgotten before.
   */
  @ParameterizedTest
  @MethodSource("backends")
  void forgottenIdsOfALaterBucketStayForgottenAfterARestart(StateBackend backend) throws Exception {
    CallRow early = Calls.createRow("early", "alice", TEN);
    CallRow reused = Calls.createRow("early", "alice", TEN + HORIZON + 2 * HOUR);
    CallRow first = Calls.createRow("first", "alice", TEN + 2 * HOUR);
    first.idHigh = early.idHigh;
    OperatorSubtaskState state;
    try (Counting counting = Counting.start(backend, null)) {
      counting.count(first, early);
      counting.processWatermark(new Watermark(TEN + HORIZON + HOUR));
      state = savepoint(counting, 1);
    }
    try (Counting counting = Counting.start(backend, state)) {
      counting.count(first, reused, reused);

      assertThat(counting.counted()).isEqualTo(1);
    }
  }

  static List<StateBackend> backends() {
    return List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  private static void call(Counting counting, int id) throws Exception {
    counting.count(Calls.createRow("r" + id, "alice", TEN + id * 1_000L));
  }

  /** A call of another day with the same id. */
  private static void reuse(Counting counting, int id) throws Exception {
    counting.count(Calls.createRow("r" + id, "alice", TEN + HORIZON + 2 * HOUR));
  }

  private static OperatorSubtaskState savepoint(Counting counting, int id) throws Exception {
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
}
