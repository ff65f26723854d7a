/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

/** Sums that stop at the greatest number that a document can hold, instead of turning negative. */
public final class Sums {

  private Sums() {}

  /** The sum; {@link Long#MAX_VALUE} or {@link Long#MIN_VALUE} when it is beyond. */
  public static long add(long sum, long more) {
    long result = sum + more;
    // Both have another sign than their sum: it has overflowed.
    if (((sum ^ result) & (more ^ result)) < 0) {
      return more < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return result;
  }
}
