/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.admission.Identity;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Which bucket a run belongs to: one for each key group, the one into which the text of the run's
 * identity falls, because that was the key of its state in earlier builds. The key of a bucket is
 * the first number that falls into its key group, as text.
 */
final class RunKeys {

  private final String[] keys;

  /**
   * @param maxParallelism number of key groups
   */
  RunKeys(int maxParallelism) {
    keys = new String[maxParallelism];
    int found = 0;
    for (int number = 0; found < maxParallelism; number++) {
      String key = Integer.toString(number);
      int group = KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
      if (keys[group] == null) {
        keys[group] = key;
        found++;
      }
    }
  }

  /** The key group of a run. */
  int groupOf(long high, long low) {
    return KeyGroupRangeAssignment.computeKeyGroupForKeyHash(
        Identity.hashOf(high, low), keys.length);
  }

  /** The key of the bucket of a key group. */
  String key(int group) {
    return keys[group];
  }
}
