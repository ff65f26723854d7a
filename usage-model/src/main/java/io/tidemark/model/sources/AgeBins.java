/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.sources;

import java.util.Locale;

/**
 * The layout of the histogram of ages: the time from an event to its arrival at intake. The first
 * bin holds ages below 16 ms and events from the future; each further bin is twice as wide as the
 * one before. The layout is part of every document.
 */
public final class AgeBins {

  /** How many bins there are; the last one begins at 24 days. */
  public static final int COUNT = 29;

  private static final int FIRST_BITS = 4;

  private AgeBins() {}

  /** The bin that holds an age, which may be negative. */
  public static int of(long millis) {
    if (millis < 1 << FIRST_BITS) {
      return 0;
    }
    int bits = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis);
    return Math.min(bits - FIRST_BITS + 1, COUNT - 1);
  }

  /** The least age of a bin in milliseconds. */
  public static long lowest(int bin) {
    return bin == 0 ? 0 : 1L << (bin + FIRST_BITS - 1);
  }

  /** The name of the bin's field, for example {@code b07}. */
  public static String fieldName(int bin) {
    return String.format(Locale.ROOT, "b%02d", bin);
  }

  /** The median, interpolated within its bin; -1 when all counts are 0. */
  public static long median(long[] counts) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    double wanted = total / 2.0;
    long before = 0;
    for (int bin = 0; bin < COUNT; bin++) {
      if (counts[bin] > 0 && before + counts[bin] >= wanted) {
        double share = (wanted - before) / counts[bin];
        long width = lowest(bin + 1) - lowest(bin);
        return Math.round(lowest(bin) + share * width);
      }
      before += counts[bin];
    }
    return -1;
  }
}
