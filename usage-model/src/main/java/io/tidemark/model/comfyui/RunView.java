/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

/** A run's state as documents see it; taken before and after a step, its difference counts. */
public record RunView(
    RunGroup group,
    int steps,
    RunOutcome outcome,
    long submittedAt,
    long startedAt,
    long endedAt,
    boolean givenUp) {

  /** Whether the run is over. */
  public boolean ended() {
    return outcome != null;
  }

  /** End minus start; unknown without either, when they are the wrong way round, or abandoned. */
  public long runMillis() {
    boolean known = ended() && outcome != RunOutcome.ABANDONED && startedAt != ComfyuiRun.UNKNOWN;
    return known && endedAt >= startedAt ? endedAt - startedAt : ComfyuiRun.UNKNOWN;
  }

  /** Start minus submission; unknown without either, or when they are the wrong way round. */
  public long queueMillis() {
    boolean known = startedAt != ComfyuiRun.UNKNOWN && submittedAt != ComfyuiRun.UNKNOWN;
    return known && startedAt >= submittedAt ? startedAt - submittedAt : ComfyuiRun.UNKNOWN;
  }

  /** When the run raises the level; unknown without a start, and for a run that was given up. */
  public long entersAt() {
    return givenUp ? ComfyuiRun.UNKNOWN : startedAt;
  }

  /** When the run leaves the level that it raised; unknown while it runs, or if it raised none. */
  public long leavesAt() {
    boolean left = ended() && entersAt() != ComfyuiRun.UNKNOWN;
    return left ? Math.max(endedAt, startedAt) : ComfyuiRun.UNKNOWN;
  }

  /** The start of a run that was given up, because no step reported its end; else unknown. */
  public long givenUpStart() {
    return givenUp ? startedAt : ComfyuiRun.UNKNOWN;
  }
}
