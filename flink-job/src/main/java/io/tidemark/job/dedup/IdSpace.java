/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

/** Which bucket an id belongs to. */
public final class IdSpace {

  /** Buckets of the id space. Part of the layout of state: never to be changed. */
  public static final int BUCKETS = 1 << 15;

  private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(BUCKETS);

  /** One object per bucket, so that keying a row creates none. */
  private static final Integer[] KEYS = new Integer[BUCKETS];

  static {
    for (int bucket = 0; bucket < KEYS.length; bucket++) {
      KEYS[bucket] = bucket;
    }
  }

  private IdSpace() {}

  /** The bucket of a fingerprint, from the upper bits of its upper half. */
  public static int bucketOf(long high) {
    return (int) (high >>> SHIFT);
  }

  /** The bucket as a key of state. */
  public static Integer key(int bucket) {
    return KEYS[bucket];
  }
}
