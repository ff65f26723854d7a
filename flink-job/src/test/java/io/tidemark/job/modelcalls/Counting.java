/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.window.FoldedHours;
import io.tidemark.job.window.PartialAggregate;
import io.tidemark.model.modelcalls.CallRow;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The step that counts calls once, as one subtask runs it. */
final class Counting
    extends KeyedOneInputStreamOperatorTestHarness<Integer, CallBatch, PartialAggregate> {

  static final Duration HORIZON = Duration.ofHours(24);

  /** One subtask of {@code parallelism}, not started yet. */
  Counting(int maxParallelism, int parallelism, int index) throws Exception {
    super(
        new CountCallsOnce(FoldedHours.OPTIONS),
        CallBatch::key,
        Types.INT,
        maxParallelism,
        parallelism,
        index);
  }

  /** The only subtask, with its state on the heap; from nothing when {@code state} is null. */
  static Counting start(OperatorSubtaskState state) throws Exception {
    return start(new HashMapStateBackend(), state);
  }

  /** As above, on a backend. */
  static Counting start(StateBackend backend, OperatorSubtaskState state) throws Exception {
    Counting counting = new Counting(1, 1, 0);
    counting.setStateBackend(backend);
    counting.openFrom(state);
    // A backend that is set too late is passed over without a word.
    assertThat(counting.isOnTheHeap()).isEqualTo(backend instanceof HashMapStateBackend);
    return counting;
  }

  /** Opens it with what a snapshot held, which may be null. */
  void openFrom(OperatorSubtaskState state) throws Exception {
    setup(ModelCallParts.TYPES.part().serializer());
    if (state != null) {
      initializeState(state);
    }
    open();
  }

  private boolean isOnTheHeap() {
    AbstractStreamOperator<?> operator = (AbstractStreamOperator<?>) getOperator();
    return operator.getKeyedStateBackend() instanceof HeapKeyedStateBackend;
  }

  /** Counts calls that came in one batch. */
  void count(CallRow... calls) throws Exception {
    processElement(new StreamRecord<>(Calls.batch(calls)));
  }

  /** How many calls have left in parts, once all have. */
  long counted() throws Exception {
    prepareSnapshotPreBarrier(Long.MAX_VALUE);
    return extractOutputValues().stream().mapToLong(part -> part.measures().events()).sum();
  }
}
