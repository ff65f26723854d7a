/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Parts of one kind that wait until the checkpoint which holds them has completed. Whichever
 * subtask gets them after a restart may send them on: they say themselves where they belong.
 *
 * @param <T> the part
 */
public final class CheckpointGatedBuffer<T> {

  private final String name;
  private final TypeInformation<T> type;
  private final Consumer<Consumer<T>> folded;
  private final Consumer<T> target;
  private final NavigableMap<Long, List<T>> waiting = new TreeMap<>();
  private ListState<T> state;

  /**
   * @param name of the state; never to be changed
   * @param folded hands out what was folded, and is empty afterwards
   * @param target where parts go that may leave
   */
  public CheckpointGatedBuffer(
      String name, TypeInformation<T> type, Consumer<Consumer<T>> folded, Consumer<T> target) {
    this.name = name;
    this.type = type;
    this.folded = folded;
    this.target = target;
  }

  /** Takes over what waited at the checkpoint of a restart; it has completed. */
  void restore(OperatorStateStore store, long checkpoint) throws Exception {
    state = store.getListState(new ListStateDescriptor<>(name, type));
    List<T> parts = new ArrayList<>();
    state.get().forEach(parts::add);
    waiting.put(checkpoint, parts);
  }

  /** Makes what was folded wait for a checkpoint. */
  void hold(long checkpoint) throws Exception {
    List<T> parts = new ArrayList<>();
    folded.accept(parts::add);
    waiting.put(checkpoint, parts);
    List<T> all = new ArrayList<>();
    waiting.values().forEach(all::addAll);
    state.update(all);
  }

  /** Sends on what waited for this checkpoint or an earlier one. */
  void release(long checkpoint) {
    NavigableMap<Long, List<T>> released = waiting.headMap(checkpoint, true);
    released.values().forEach(parts -> parts.forEach(target));
    released.clear();
  }

  /** Sends everything on. */
  void releaseAll() {
    release(Long.MAX_VALUE);
    folded.accept(target);
  }
}
