/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static io.tidemark.job.modelcalls.Calls.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.countonce.CountOnceOptions;
import io.tidemark.job.hours.HourPart;
import io.tidemark.model.modelcalls.CallFacts;
import io.tidemark.model.modelcalls.ModelCallMeasures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Counting once when the parallelism changes between two runs. */
class RescaleTest {

  private static final int MAX_PARALLELISM = 512;
  private static final int CALLS = 500;

  @Test
  void idsAreKnownWhereverTheyLandAfterRescaling() throws Exception {
    OperatorSubtaskState one = run(null, 1, 1, 0, CALLS);
    OperatorSubtaskState three = run(one, 1, 3, CALLS, CALLS);

    run(three, 3, 2, 2 * CALLS, CALLS);
  }

  /** Sends all calls sent before and some new ones; only the new ones may count. */
  private static OperatorSubtaskState run(
      OperatorSubtaskState state, int before, int now, int known, int fresh) throws Exception {
    List<Subtask> subtasks = new ArrayList<>();
    for (int index = 0; index < now; index++) {
      subtasks.add(new Subtask(state, before, now, index));
    }
    for (int i = 0; i < known + fresh; i++) {
      CallFacts call = Calls.facts("r" + i, "alice", TEN);
      subtasks
          .get(subtaskOf(call, now))
          .harness
          .processElement(new StreamRecord<>(Calls.batch(call)));
    }
    long counted = 0;
    OperatorSubtaskState[] snapshots = new OperatorSubtaskState[now];
    for (int index = 0; index < now; index++) {
      Subtask subtask = subtasks.get(index);
      subtask.harness.prepareSnapshotPreBarrier(1);
      counted +=
          subtask.harness.extractOutputValues().stream()
              .mapToLong(part -> part.measures().events())
              .sum();
      snapshots[index] = subtask.harness.snapshot(1, 1);
      subtask.harness.close();
    }
    assertThat(counted).as("counted with parallelism %s", now).isEqualTo(fresh);
    return AbstractStreamOperatorTestHarness.repackageState(snapshots);
  }

  private static int subtaskOf(CallFacts call, int parallelism) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        Calls.batch(call).key(), MAX_PARALLELISM, parallelism);
  }

  private static final class Subtask {
    private final KeyedOneInputStreamOperatorTestHarness<
            Integer, CallBatch, HourPart<ModelCallMeasures>>
        harness;

    Subtask(OperatorSubtaskState state, int before, int now, int index) throws Exception {
      harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new CountCallsOnce(
                  "model-calls",
                  CountAndPublish.HOURS,
                  new CountOnceOptions(Duration.ofHours(24), Duration.ofSeconds(10)),
                  CountAndPublish.COUNTS),
              CallBatch::key,
              Types.INT,
              MAX_PARALLELISM,
              now,
              index);
      harness.setup(ModelCallParts.PartSerializer.INSTANCE);
      if (state != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, MAX_PARALLELISM, before, now, index));
      }
      harness.open();
    }
  }
}
