/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import io.tidemark.model.comfyui.LevelChanges;
import io.tidemark.model.hourly.DimensionKey;

/** The change of the level of one value of one dimension in one window. */
public final class LevelPart {

  /** The tenant, the dimension, the value. */
  public final byte[] dimensions;

  public final long windowStart;
  public final LevelChanges changes;

  /** How many changes were folded in, those included that took each other back. */
  public long events;

  /** Null where documents name no users, and in parts that an earlier build handed on. */
  final LevelUsers users;

  /** How many more runs that started in the window were given up, because no end was reported. */
  public long unknownEnd;

  LevelPart(
      byte[] dimensions, long windowStart, LevelChanges changes, long events, LevelUsers users) {
    this.dimensions = dimensions;
    this.windowStart = windowStart;
    this.changes = changes;
    this.events = events;
    this.users = users;
  }

  /** Adds to the number of changes. */
  void count(int more) {
    events += more;
    if (users != null) {
      users.count(more);
    }
  }

  /** The key of the value's state: one for all its windows. */
  public String key() {
    return DimensionKey.documentId(0, dimensions);
  }
}
