/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static io.tidemark.job.modelcalls.Calls.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.modelcalls.CallRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Counting once when the parallelism changes between two runs. */
@Tag("fast")
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
    List<Counting> subtasks = new ArrayList<>();
    for (int index = 0; index < now; index++) {
      subtasks.add(subtask(state, before, now, index));
    }
    for (int i = 0; i < known + fresh; i++) {
      CallRow call = Calls.createRow("r" + i, "alice", TEN);
      subtasks.get(subtaskOf(call, now)).count(call);
    }
    long counted = 0;
    OperatorSubtaskState[] snapshots = new OperatorSubtaskState[now];
    for (int index = 0; index < now; index++) {
      Counting subtask = subtasks.get(index);
      counted += subtask.counted();
      snapshots[index] = subtask.snapshot(1, 1);
      subtask.close();
    }
    assertThat(counted).as("counted with parallelism %s", now).isEqualTo(fresh);
    return AbstractStreamOperatorTestHarness.repackageState(snapshots);
  }

  private static int subtaskOf(CallRow call, int parallelism) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        Calls.batch(call).key(), MAX_PARALLELISM, parallelism);
  }

  private static Counting subtask(OperatorSubtaskState state, int before, int now, int index)
      throws Exception {
    Counting subtask = new Counting(MAX_PARALLELISM, now, index);
    subtask.openFrom(
        state == null
            ? null
            : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, MAX_PARALLELISM, before, now, index));
    return subtask;
  }
}
