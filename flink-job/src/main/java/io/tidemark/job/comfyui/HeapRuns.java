/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.model.comfyui.ComfyuiRun;
import io.tidemark.model.comfyui.RunView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;

/**
 * Runs on the heap: a bucket a key group. The backend returns the objects that it holds, so that
 * they are changed in place and stay loaded. It may do so until a snapshot begins, from which on
 * the backend returns copies.
 *
 * <p>A run has no timer: each bucket has a wheel of the runs that may have to be closed. Runs that
 * are forgotten count as such at once, but are looked for and dropped only from time to time,
 * because that reads the whole bucket.
 */
final class HeapRuns implements RunStore {

  private final RunStates states;
  private final RunDeadlines deadlines;
  private final Closing closing;
  private final Map<String, HeldBucket> held = new HashMap<>();
  private final ComfyuiRun run = new ComfyuiRun();

  // Where the run is.
  private HeldBucket current;
  private int row;

  /** A bucket and what is derived from it. */
  private static final class HeldBucket {
    private final String key;

    /** Null when it is to be taken out of the state first. */
    private RunBucket runs;

    private DueRows open = new DueRows();
    private long forgetFrom = Long.MAX_VALUE;

    HeldBucket(String key) {
      this.key = key;
    }
  }

  private HeapRuns(RunStates states, RunDeadlines deadlines, Closing closing) {
    this.states = states;
    this.deadlines = deadlines;
    this.closing = closing;
  }

  /** Opens the store with the runs in state, those of the other form included. */
  static HeapRuns open(RunStates states, RunKeys keys, RunDeadlines deadlines, Closing closing)
      throws Exception {
    HeapRuns store = new HeapRuns(states, deadlines, closing);
    for (String bucket : states.listBuckets()) {
      store.moveTo(bucket);
      store.noteAllDue();
    }
    for (String identity : states.listRuns()) {
      states.moveTo(identity);
      ComfyuiRun entry = states.readRun(identity);
      states.runs.clear();
      store.moveTo(keys.key(keys.groupOf(entry.idHigh(), entry.idLow())));
      store.noteDue(store.load(store.current).add(entry), entry, deadlines.view(entry));
    }
    return store;
  }

  @Override
  public void forEach(Visitor visitor) throws Exception {
    for (HeldBucket bucket : held.values()) {
      RunBucket runs = load(bucket);
      for (int i = 0; i < runs.size(); i++) {
        runs.read(i, run);
        visitor.visit(run, deadlines.view(run));
      }
    }
  }

  @Override
  public void moveTo(String bucket) {
    current = held.computeIfAbsent(bucket, HeldBucket::new);
  }

  @Override
  public ComfyuiRun find(long high, long low, long mark) throws Exception {
    RunBucket runs = load(current);
    row = runs.find(high, low);
    if (row == RunBucket.NONE) {
      run.begin(high, low);
      return run;
    }
    runs.read(row, run);
    if (mark >= current.forgetFrom && isForgotten(deadlines.view(run), mark)) {
      run.begin(high, low);
    }
    return run;
  }

  @Override
  public void keep(RunView view) throws Exception {
    RunBucket runs = load(current);
    if (row == RunBucket.NONE) {
      row = runs.add(run);
    } else {
      runs.write(row, run);
    }
    noteDue(row, run, view);
  }

  @Override
  public void advanceTo(long mark) throws Exception {
    for (Iterator<HeldBucket> all = held.values().iterator(); all.hasNext(); ) {
      current = all.next();
      if (current.open.hasDue(mark)) {
        closeDue(mark);
      }
      if (mark >= deadlines.roundAfter(current.forgetFrom, current.key) && !forget(mark)) {
        all.remove();
      }
    }
  }

  @Override
  public void onTimer(InternalTimer<String, VoidNamespace> timer) {
    // An earlier build or another backend set it; what is due is in the wheel.
  }

  @Override
  public void beforeSnapshot() {
    held.values().forEach(bucket -> bucket.runs = null);
  }

  private void closeDue(long mark) throws Exception {
    List<Integer> rows = new ArrayList<>();
    current.open.drain(mark, rows::add);
    for (int due : rows) {
      row = due;
      load(current).read(row, run);
      RunView view = deadlines.view(run);
      if (RunDeadlines.isOpen(view) && deadlines.dueAt(run, view) <= mark) {
        closing.close(run, view);
      } else if (RunDeadlines.isOpen(view)) {
        current.open.add(row, deadlines.dueAt(run, view));
      }
    }
  }

  /** Drops the runs that are forgotten; says whether any is left. */
  private boolean forget(long mark) throws Exception {
    RunBucket all = load(current);
    RunBucket left = new RunBucket();
    for (int i = 0; i < all.size(); i++) {
      all.read(i, run);
      if (!isForgotten(deadlines.view(run), mark)) {
        left.add(run);
      }
    }
    states.moveTo(current.key);
    if (left.size() == 0) {
      states.buckets.clear();
      return false;
    }
    states.buckets.update(left);
    current.runs = left;
    noteAllDue();
    return true;
  }

  private boolean isForgotten(RunView view, long mark) {
    return !RunDeadlines.isOpen(view) && deadlines.dueAt(run, view) <= mark;
  }

  /** Finds out what is due in the current bucket. */
  private void noteAllDue() throws Exception {
    current.open = new DueRows();
    current.forgetFrom = Long.MAX_VALUE;
    RunBucket runs = load(current);
    for (int i = 0; i < runs.size(); i++) {
      runs.read(i, run);
      noteDue(i, run, deadlines.view(run));
    }
  }

  private void noteDue(int at, ComfyuiRun noted, RunView view) {
    long due = deadlines.dueAt(noted, view);
    if (RunDeadlines.isOpen(view)) {
      current.open.add(at, due);
    } else {
      current.forgetFrom = Math.min(current.forgetFrom, due);
    }
  }

  private RunBucket load(HeldBucket bucket) throws Exception {
    if (bucket.runs == null) {
      states.moveTo(bucket.key);
      bucket.runs = states.buckets.value();
      if (bucket.runs == null) {
        bucket.runs = new RunBucket();
        states.buckets.update(bucket.runs);
      }
    }
    return bucket.runs;
  }
}
