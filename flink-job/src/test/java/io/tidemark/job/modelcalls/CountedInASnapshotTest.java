/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static io.tidemark.job.modelcalls.Calls.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.dedup.IdSpace;
import io.tidemark.model.modelcalls.CallRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** Snapshots are written while counting goes on, and must hold what was counted before only. */
@Tag("fast")
class CountedInASnapshotTest {

  @ParameterizedTest
  @MethodSource("backends")
  void excludesCallsAfterTheBeginOfASnapshot(StateBackend backend) throws Exception {
    CallRow[] pair = twoOfOneBucket();
    OperatorSubtaskState state;
    try (Counting counting = Counting.start(backend, null)) {
      counting.count(pair[0]);
      OperatorSnapshotFutures snapshot =
          counting
              .getOperator()
              .snapshotState(
                  1,
                  1,
                  CheckpointOptions.forCheckpointWithDefaultLocation(),
                  new MemCheckpointStreamFactory(1 << 20));
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
    Map<Integer, CallRow> seen = new HashMap<>();
    for (int i = 0; ; i++) {
      CallRow call = Calls.facts("r" + i, "alice", TEN);
      CallRow other = seen.put(IdSpace.bucketOf(call.idHigh), call);
      if (other != null) {
        return new CallRow[] {other, call};
      }
    }
  }
}
