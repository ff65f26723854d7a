/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

/** A run's state as figures see it; taken before and after a step, its difference counts. */
public record RunView(
    String tenantId,
    String userId,
    String apiKeyId,
    String workflowId,
    String workflowName,
    String source,
    int steps,
    RunOutcome outcome,
    long submittedAt,
    long startedAt,
    long endedAt) {

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

  /** Where the run leaves the level it raised at its start; unknown while it runs. */
  public long leavesAt() {
    return ended() ? Math.max(endedAt, startedAt) : ComfyuiRun.UNKNOWN;
  }
}
