/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static io.tidemark.job.modelcalls.Calls.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.countonce.CountOnceOptions;
import io.tidemark.job.countonce.IdSpace;
import io.tidemark.job.hours.HourPart;
import io.tidemark.model.modelcalls.CallFacts;
import io.tidemark.model.modelcalls.ModelCallMeasures;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Snapshots are written while counting goes on, and must hold what was counted before only. */
class CountedInASnapshotTest {

  @ParameterizedTest
  @MethodSource("backends")
  void whatIsCountedWhileASnapshotIsWrittenIsNotInIt(StateBackend backend) throws Exception {
    CallFacts[] pair = twoOfOneBucket();
    OperatorSubtaskState state;
    try (var counting = start(backend, null)) {
      count(pair[0], counting);
      OperatorSnapshotFutures snapshot =
          counting
              .getOperator()
              .snapshotState(
                  1,
                  1,
                  CheckpointOptions.forCheckpointWithDefaultLocation(),
                  new MemCheckpointStreamFactory(1 << 20));
      count(pair[1], counting);
      state = new OperatorSnapshotFinalizer(snapshot).getJobManagerOwnedState();
      assertThat(counted(counting)).isEqualTo(2);
    }
    try (var counting = start(backend, state)) {
      count(pair[0], counting);
      assertThat(counted(counting)).as("counted before the snapshot").isZero();
      count(pair[1], counting);
      assertThat(counted(counting)).as("counted behind the snapshot").isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void allCallsOfABatchAreInTheNextSnapshot(StateBackend backend) throws Exception {
    CallFacts[] pair = twoOfOneBucket();
    OperatorSubtaskState state;
    try (var counting = start(backend, null)) {
      counting.processElement(new StreamRecord<>(Calls.batch(pair[0], pair[1], pair[0])));
      assertThat(counted(counting)).isEqualTo(2);
      state = counting.snapshot(1, 1);
    }
    try (var counting = start(backend, state)) {
      counting.processElement(new StreamRecord<>(Calls.batch(pair)));
      assertThat(counted(counting)).as("counted before the snapshot").isZero();
    }
  }

  static List<StateBackend> backends() {
    return List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  private static void count(
      CallFacts call,
      KeyedOneInputStreamOperatorTestHarness<Integer, CallBatch, HourPart<ModelCallMeasures>>
          counting)
      throws Exception {
    counting.processElement(new StreamRecord<>(Calls.batch(call)));
  }

  private static long counted(
      KeyedOneInputStreamOperatorTestHarness<Integer, CallBatch, HourPart<ModelCallMeasures>>
          counting)
      throws Exception {
    counting.prepareSnapshotPreBarrier(2);
    return counting.extractOutputValues().stream().mapToLong(p -> p.measures().events()).sum();
  }

  private static CallFacts[] twoOfOneBucket() {
    Map<Integer, CallFacts> seen = new HashMap<>();
    for (int i = 0; ; i++) {
      CallFacts call = Calls.facts("r" + i, "alice", TEN);
      CallFacts other = seen.put(IdSpace.bucketOf(call.idHigh), call);
      if (other != null) {
        return new CallFacts[] {other, call};
      }
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<
          Integer, CallBatch, HourPart<ModelCallMeasures>>
      start(StateBackend backend, OperatorSubtaskState state) throws Exception {
    var counting =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new CountCallsOnce(
                "model-calls",
                CountAndPublish.HOURS,
                new CountOnceOptions(Duration.ofHours(24), Duration.ofSeconds(10)),
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
