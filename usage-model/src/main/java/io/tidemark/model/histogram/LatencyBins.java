/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import java.util.Arrays;

/**
 * The layout of latency histograms: log-linear bins for whole milliseconds. Below 16 ms each value
 * has a bin of its own; from there every doubling is cut into 16 bins of equal width, up to 2^20 ms
 * (17 min 28 s); one last bin takes what is longer. A bin is at most 1/16 as wide as its least
 * value.
 *
 * <p>The layout is part of every document and never changes; another one would need other field
 * names.
 */
public final class LatencyBins {

  private static final int SUB_BITS = 4;
  private static final int SUB_BINS = 1 << SUB_BITS;
  private static final int MAX_BITS = 20;

  /** How many bins there are. */
  public static final int COUNT = SUB_BINS + (MAX_BITS - SUB_BITS) * SUB_BINS + 1;

  /** The bin of everything from {@link #lowest} of it on, without an upper end. */
  public static final int OVERFLOW = COUNT - 1;

  private static final String[] NAMES = new String[COUNT];

  static {
    for (int bin = 0; bin < COUNT; bin++) {
      String digits = Integer.toString(1000 + bin).substring(1);
      NAMES[bin] = "b" + digits;
    }
  }

  private LatencyBins() {}

  /** The bin that holds {@code millis}, which is not negative. */
  public static int of(long millis) {
    if (millis < SUB_BINS) {
      return (int) millis;
    }
    int octave = 63 - SUB_BITS - Long.numberOfLeadingZeros(millis);
    if (octave >= MAX_BITS - SUB_BITS) {
      return OVERFLOW;
    }
    return octave * SUB_BINS + (int) (millis >>> octave);
  }

  /** The least value of a bin, in milliseconds. */
  public static long lowest(int bin) {
    if (bin < SUB_BINS) {
      return bin;
    }
    int octave = bin / SUB_BINS - 1;
    return (long) (bin - octave * SUB_BINS) << octave;
  }

  /** The greatest value of a bin, in milliseconds; {@link Long#MAX_VALUE} for the last bin. */
  public static long highest(int bin) {
    return bin == OVERFLOW ? Long.MAX_VALUE : lowest(bin + 1) - 1;
  }

  /** The name of the bin's field, for example {@code b042}. */
  public static String fieldName(int bin) {
    return NAMES[bin];
  }

  /**
   * The bin whose field has that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static int named(String fieldName) {
    int bin = Arrays.binarySearch(NAMES, fieldName);
    if (bin < 0) {
      throw new IllegalArgumentException("No bin: " + fieldName);
    }
    return bin;
  }
}
