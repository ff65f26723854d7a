/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.concurrency.LevelTable;
import io.tidemark.job.window.PreAggregator;
import io.tidemark.model.comfyui.RunGroup;

/**
 * Where the runs of a group were counted last. Most steps of a group follow others of the same
 * window, and need no lookup by its dimensions.
 */
final class GroupCursors {

  final PreAggregator.Cursor counts;
  final PreAggregator.Cursor ended;
  final LevelTable.Cursor levels = new LevelTable.Cursor();

  /** Cursors that are used once. */
  GroupCursors(RunGroup group) {
    counts = new PreAggregator.Cursor(group.workloadKey());
    ended = new PreAggregator.Cursor(group.key());
  }

  /** The cursors of a group that is known to {@link io.tidemark.model.comfyui.RunGroups}. */
  static GroupCursors attachedTo(RunGroup group) {
    if (group.attachment() instanceof GroupCursors known) {
      return known;
    }
    GroupCursors fresh = new GroupCursors(group);
    group.attach(fresh);
    return fresh;
  }
}
