/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.admission.Identity;
import io.tidemark.model.comfyui.ComfyuiRun;
import io.tidemark.model.comfyui.RunView;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Runs in a backend that serializes: an entry and a timer each, under the text of the run's
 * identity, so that a step costs the same however many runs are held.
 */
final class StoredRuns implements RunStore {

  /** No timer. */
  private static final long NEVER = Long.MAX_VALUE;

  private final RunStates states;
  private final InternalTimerService<VoidNamespace> timers;
  private final RunDeadlines deadlines;
  private final Closing closing;

  private ComfyuiRun run;
  private long timer;

  private StoredRuns(
      RunStates states,
      InternalTimerService<VoidNamespace> timers,
      RunDeadlines deadlines,
      Closing closing) {
    this.states = states;
    this.timers = timers;
    this.deadlines = deadlines;
    this.closing = closing;
  }

  /** Opens the store with the runs in state, those of the other form included. */
  static StoredRuns open(
      RunStates states,
      InternalTimerService<VoidNamespace> timers,
      RunDeadlines deadlines,
      Closing closing)
      throws Exception {
    StoredRuns store = new StoredRuns(states, timers, deadlines, closing);
    for (String key : states.listBuckets()) {
      states.moveTo(key);
      RunBucket bucket = states.buckets.value();
      states.buckets.clear();
      for (int row = 0; row < bucket.size(); row++) {
        store.run = new ComfyuiRun();
        bucket.read(row, store.run);
        store.timer = NEVER;
        states.moveTo(Identity.textOf(store.run.idHigh(), store.run.idLow()));
        store.keep(deadlines.view(store.run));
      }
    }
    return store;
  }

  @Override
  public void forEach(Visitor visitor) throws Exception {
    for (String identity : states.listRuns()) {
      states.moveTo(identity);
      run = states.readRun(identity);
      visitor.visit(run, deadlines.view(run));
    }
  }

  @Override
  public void moveTo(String bucket) {
    // Each run is under its own key.
  }

  @Override
  public ComfyuiRun find(long high, long low, long mark) throws Exception {
    states.moveTo(Identity.textOf(high, low));
    run = states.runs.value();
    timer = NEVER;
    if (run == null) {
      run = new ComfyuiRun();
      run.begin(high, low);
    } else {
      run.identify(high, low);
      timer = deadlines.dueAt(run, deadlines.view(run));
    }
    return run;
  }

  /**
   * Keeps a run, with one timer that moves when the run learns something. Once it can only be due
   * later, the timer stays: it will find out that it runs too early, and be set again.
   */
  @Override
  public void keep(RunView view) throws Exception {
    states.runs.update(run);
    long due = deadlines.dueAt(run, view);
    boolean stays = timer != NEVER && due > timer && run.hasEnd();
    if (stays || due == timer) {
      return;
    }
    if (timer != NEVER) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, timer);
    }
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
  }

  @Override
  public void advanceTo(long mark) {
    // Timers do.
  }

  @Override
  public void onTimer(InternalTimer<String, VoidNamespace> at) throws Exception {
    run = states.readRun(at.getKey());
    if (run == null) {
      return;
    }
    RunView view = deadlines.view(run);
    long due = deadlines.dueAt(run, view);
    if (at.getTimestamp() < due) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
    } else if (RunDeadlines.isOpen(view)) {
      timer = NEVER;
      closing.close(run, view);
    } else {
      states.runs.clear();
    }
  }

  @Override
  public void beforeSnapshot() {
    // All there is is in the state.
  }
}
