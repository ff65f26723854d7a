/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import io.tidemark.model.json.JsonName;
import java.time.Duration;
import java.util.Arrays;

/**
 * The layout of duration histograms: log-linear bins for whole milliseconds. Below 16 ms each value
 * has a bin of its own; from there every doubling is cut into 16 bins of equal width, until a bin
 * holds {@link #LONGEST}; one last bin takes longer durations. A bin is at most 1/16 as wide as its
 * least value.
 *
 * <p>The layout is part of every document and of state: a bin keeps its name and its meaning. In
 * earlier builds the bins ended at 2^20 ms (17 min 28 s), and {@link #EARLIER_OVERFLOW} held all
 * longer durations. It still means that, and this build adds nothing to it; the bins that follow
 * the 2^20 ms have the numbers after it.
 */
public final class LatencyBins {

  private static final int SUB_BITS = 4;
  private static final int SUB_BINS = 1 << SUB_BITS;
  private static final int EARLIER_MAX_BITS = 20;

  /** The longest duration that percentiles are guaranteed to distinguish. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /**
   * The bin in which earlier builds counted durations of 2^20 ms and more, without an upper end.
   */
  public static final int EARLIER_OVERFLOW = SUB_BINS + (EARLIER_MAX_BITS - SUB_BITS) * SUB_BINS;

  /** The bin of durations from its {@link #lowest} value on, without an upper end. */
  public static final int OVERFLOW = LogLinearBins.find(LONGEST.toMillis(), SUB_BITS) + 2;

  /** How many bins there are. */
  public static final int COUNT = OVERFLOW + 1;

  private static final String[] NAMES = new String[COUNT];
  private static final JsonName[] JSON_NAMES = new JsonName[COUNT];

  static {
    for (int bin = 0; bin < COUNT; bin++) {
      String digits = Integer.toString(1000 + bin).substring(1);
      NAMES[bin] = "b" + digits;
      JSON_NAMES[bin] = JsonName.of(NAMES[bin]);
    }
  }

  private LatencyBins() {}

  /** The bin that holds {@code millis}, which is not negative. */
  public static int of(long millis) {
    int place = LogLinearBins.find(millis, SUB_BITS);
    return place < EARLIER_OVERFLOW ? place : Math.min(place + 1, OVERFLOW);
  }

  /** The least value of a bin, in milliseconds. */
  public static long lowest(int bin) {
    return LogLinearBins.lowest(bin <= EARLIER_OVERFLOW ? bin : bin - 1, SUB_BITS);
  }

  /** The greatest value of a bin, in milliseconds; {@link Long#MAX_VALUE} without an upper end. */
  public static long highest(int bin) {
    return hasEnd(bin) ? lowest(bin + 1) - 1 : Long.MAX_VALUE;
  }

  /** Whether a bin has an upper end. */
  public static boolean hasEnd(int bin) {
    return bin != OVERFLOW && bin != EARLIER_OVERFLOW;
  }

  /** The name of the bin's field, for example {@code b042}. */
  public static String fieldName(int bin) {
    return NAMES[bin];
  }

  static JsonName jsonName(int bin) {
    return JSON_NAMES[bin];
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
