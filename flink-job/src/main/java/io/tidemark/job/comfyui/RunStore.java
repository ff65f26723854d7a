/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.model.comfyui.ComfyuiRun;
import io.tidemark.model.comfyui.RunView;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;

/** The runs that one subtask follows, in keyed state. It holds one run at a time. */
interface RunStore {

  /** Closes a run that has no end in time, and {@link #keep keeps} it. */
  @FunctionalInterface
  interface Closing {
    void close(ComfyuiRun run, RunView view) throws Exception;
  }

  /** Sees a run, which stays as it is. */
  @FunctionalInterface
  interface Visitor {
    void visit(ComfyuiRun run, RunView view);
  }

  /** Shows all runs. */
  void forEach(Visitor visitor) throws Exception;

  /** Goes to a bucket, which is the current key. */
  void moveTo(String bucket) throws Exception;

  /**
   * Finds a run in the bucket; one without steps when it is new, or forgotten.
   *
   * @param mark how far event time is
   */
  ComfyuiRun find(long high, long low, long mark) throws Exception;

  /** Keeps the run that was found or closed last. */
  void keep(RunView view) throws Exception;

  /** Closes and forgets the runs with which that is due by this moment. */
  void advanceTo(long mark) throws Exception;

  /** Takes a timer, of this build or an earlier one. */
  void onTimer(InternalTimer<String, VoidNamespace> timer) throws Exception;

  /** Before a snapshot: what is changed after it must not be what the snapshot holds. */
  void beforeSnapshot();
}
