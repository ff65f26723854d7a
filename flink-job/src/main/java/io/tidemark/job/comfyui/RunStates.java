/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.admission.Identity;
import io.tidemark.model.comfyui.ComfyuiRun;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * The forms of runs in state: a bucket for each key group, which the heap holds as one object and
 * other backends would have to read and write whole for each step; and an entry and a timer for
 * each run. A savepoint may be taken from one backend to the other, and builds up to 0.1.0 always
 * wrote entries: the store converts all of them when it opens.
 */
final class RunStates {

  private static final String RUNS = "runs";
  private static final String BUCKETS = "run-buckets";

  /** Keyed by the text of the run's identity. */
  final ValueState<ComfyuiRun> runs;

  /** Keyed by the key of the bucket. */
  final ValueState<RunBucket> buckets;

  private final KeyedStateBackend<String> backend;

  private RunStates(RuntimeContext context, KeyedStateBackend<String> backend) {
    runs = context.getState(new ValueStateDescriptor<>(RUNS, ComfyuiRunCodec.SERIALIZER));
    buckets = context.getState(new ValueStateDescriptor<>(BUCKETS, RunBucketCodec.SERIALIZER));
    this.backend = backend;
  }

  /**
   * The store that suits the backend.
   *
   * @param timers of entries
   */
  static RunStore open(
      RuntimeContext context,
      KeyedStateBackend<String> backend,
      InternalTimerService<VoidNamespace> timers,
      RunDeadlines deadlines,
      RunStore.Closing closing)
      throws Exception {
    RunStates states = new RunStates(context, backend);
    // No other one, not even a wrapped one: that might log only changes that it sees.
    return backend instanceof HeapKeyedStateBackend
        ? HeapRuns.open(
            states,
            new RunKeys(context.getTaskInfo().getMaxNumberOfParallelSubtasks()),
            deadlines,
            closing)
        : StoredRuns.open(states, timers, deadlines, closing);
  }

  /** Makes a bucket or a run the current key. */
  void moveTo(String key) {
    backend.setCurrentKey(key);
  }

  List<String> listBuckets() {
    return backend.getKeys(BUCKETS, VoidNamespace.INSTANCE).toList();
  }

  /** Reads the run of the current key, which is its identity; null when there is none. */
  ComfyuiRun readRun(String identity) throws Exception {
    ComfyuiRun run = runs.value();
    if (run != null) {
      ByteBuffer fingerprint = Identity.fingerprintOf(identity);
      run.identify(fingerprint.getLong(), fingerprint.getLong());
    }
    return run;
  }

  List<String> listRuns() {
    return backend.getKeys(RUNS, VoidNamespace.INSTANCE).toList();
  }
}
