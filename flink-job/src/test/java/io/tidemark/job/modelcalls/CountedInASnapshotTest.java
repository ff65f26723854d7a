/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static io.tidemark.job.modelcalls.Calls.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.modelcalls.CallRow;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Snapshots are written while counting continues, and must hold what was counted before only. */
@Tag("fast")
class CountedInASnapshotTest {

  @ParameterizedTest
  @MethodSource("backends")
  void excludesCallsAfterTheBeginOfASnapshot(StateBackend backend) throws Exception {
    CallRow[] pair = twoOfOneBucket();
    OperatorSubtaskState state;
    try (Counting counting = Counting.start(backend, null)) {
      counting.count(pair[0]);
      OperatorSnapshotFutures snapshot = begin(counting, 1);
      counting.count(pair[1]);
      state = new OperatorSnapshotFinalizer(snapshot).getJobManagerOwnedState();
      assertThat(counting.counted()).isEqualTo(2);
    }
    try (Counting counting = Counting.start(backend, state)) {
      counting.count(pair[0]);
      assertThat(counting.counted()).as("counted before the snapshot").isZero();
      counting.count(pair[1]);
      assertThat(counting.counted()).as("counted behind the snapshot").isEqualTo(1);
    }
  }

  /** A checkpoint that completes may not change what another snapshot still has to write. */
  @ParameterizedTest
  @MethodSource("backends")
  void excludesCallsAfterACheckpointNextToASavepoint(StateBackend backend) throws Exception {
    CallRow[] calls = ofOneBucket(200);
    OperatorSubtaskState state;
    try (Counting counting = Counting.start(backend, null)) {
      counting.count(Arrays.copyOf(calls, 100));
      OperatorSnapshotFutures savepoint = begin(counting, 1);
      counting.count(Arrays.copyOf(calls, 101));
      assertThat(new OperatorSnapshotFinalizer(begin(counting, 2)).getTaskLocalState()).isNotNull();
      counting.getOperator().notifyCheckpointComplete(2);
      counting.count(calls);
      state = new OperatorSnapshotFinalizer(savepoint).getJobManagerOwnedState();
      assertThat(counting.counted()).isEqualTo(200);
    }
    try (Counting counting = Counting.start(backend, state)) {
      counting.count(Arrays.copyOf(calls, 100));
      assertThat(counting.counted()).as("counted before the savepoint").isZero();
      counting.count(calls);
      assertThat(counting.counted()).as("counted behind the savepoint").isEqualTo(100);
    }
  }

  private static OperatorSnapshotFutures begin(Counting counting, long checkpoint)
      throws Exception {
    return counting
        .getOperator()
        .snapshotState(
            checkpoint,
            checkpoint,
            CheckpointOptions.forCheckpointWithDefaultLocation(),
            new MemCheckpointStreamFactory(1 << 20));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void allCallsOfABatchAreInTheNextSnapshot(StateBackend backend) throws Exception {
    CallRow[] pair = twoOfOneBucket();
    OperatorSubtaskState state;
    try (Counting counting = Counting.start(backend, null)) {
      counting.count(pair[0], pair[1], pair[0]);
      assertThat(counting.counted()).isEqualTo(2);
      state = counting.snapshot(1, 1);
    }
    try (Counting counting = Counting.start(backend, state)) {
      counting.count(pair);
      assertThat(counting.counted()).as("counted before the snapshot").isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aRestartAddsNoTimerToABucketThatHasOne(StateBackend backend) throws Exception {
    CallRow[] pair = twoOfOneBucket();
    OperatorSubtaskState state;
    try (Counting counting = Counting.start(backend, null)) {
      counting.count(pair[0]);
      state = counting.snapshot(1, 1);
    }
    try (Counting counting = Counting.start(backend, state)) {
      counting.count(pair[1]);
      assertThat(counting.numEventTimeTimers()).isEqualTo(1);
    }
  }

  static List<StateBackend> backends() {
    return List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  private static CallRow[] twoOfOneBucket() {
    return ofOneBucket(2);
  }

  private static CallRow[] ofOneBucket(int calls) {
    CallRow[] rows = new CallRow[calls];
    for (int i = 0; i < calls; i++) {
      rows[i] = Calls.createRow("r" + i, "alice", TEN);
      rows[i].idHigh = 0;
    }
    return rows;
  }
}
