/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/** Watermarks that are emitted once the checkpoint that follows them has completed. */
final class CheckpointGatedWatermarks {

  private final LongConsumer output;
  private final NavigableMap<Long, Long> currentAt = new TreeMap<>();
  private ListState<Long> reached;
  private ListState<Long> sent;
  private long restored;
  private long current;
  private long emitted = Long.MIN_VALUE;

  CheckpointGatedWatermarks(LongConsumer output) {
    this.output = output;
  }

  void restore(OperatorStateStore store) throws Exception {
    reached = store.getUnionListState(new ListStateDescriptor<>("watermarks", Types.LONG));
    sent = store.getUnionListState(new ListStateDescriptor<>("emitted-watermarks", Types.LONG));
    current = findLeast(reached);
    restored = findLeast(sent);
  }

  /** The greatest watermark that the operator received, also before a restart. */
  long current() {
    return current;
  }

  void advance(long mark) {
    current = Math.max(current, mark);
  }

  /** Makes the current watermark wait for a checkpoint. */
  void hold(long checkpoint) throws Exception {
    currentAt.put(checkpoint, current);
    reached.update(asList(current));
    // A checkpoint may come before the restored one is emitted.
    sent.update(asList(Math.max(emitted, restored)));
  }

  /** Emits the watermark that waited for this checkpoint. */
  void release(long checkpoint) {
    Map.Entry<Long, Long> proven = currentAt.floorEntry(checkpoint);
    if (proven != null) {
      emit(proven.getValue());
      currentAt.headMap(checkpoint, true).clear();
    }
  }

  /** Emits the watermark that receivers knew at the checkpoint of a restart. */
  void emitRestored() {
    emit(restored);
  }

  /** Emits a watermark, unless it is not greater than the last one. */
  void emit(long mark) {
    if (mark > emitted) {
      emitted = mark;
      output.accept(mark);
    }
  }

  /** The least of all subtasks that had one, as behind the network. */
  private static long findLeast(ListState<Long> watermarks) throws Exception {
    long least = Long.MAX_VALUE;
    for (Long mark : watermarks.get()) {
      least = Math.min(least, mark);
    }
    return least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
  }

  /** Before the first watermark and after the last there is no time to remember. */
  private static List<Long> asList(long mark) {
    return mark == Long.MIN_VALUE || mark == Long.MAX_VALUE ? List.of() : List.of(mark);
  }
}
