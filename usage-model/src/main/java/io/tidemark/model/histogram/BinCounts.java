/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import io.tidemark.model.json.JsonName;
import io.tidemark.model.json.JsonWriter;

/**
 * The counts of a histogram's bins as keywords: one for each power of two that a count is made of,
 * so that 5 in bin 42 is {@code b042x1 b042x4}. How many documents have a keyword, times its power,
 * is its part of the merged count: one terms aggregation merges all bins, and looks only at those
 * that a document has, where sums look for every bin in every document.
 */
public final class BinCounts {

  /** The powers of two of a count that an event may carry, 2^53. */
  private static final int POWERS = 53;

  private static final char TIMES = 'x';

  private static final JsonName[] PREFIXES = new JsonName[LatencyBins.COUNT];

  static {
    for (int bin = 0; bin < PREFIXES.length; bin++) {
      PREFIXES[bin] = JsonName.of(LatencyBins.fieldName(bin) + TIMES);
    }
  }

  private BinCounts() {}

  /** The number of keywords that there may be: one for each bin and power of two. */
  public static int mostKeywords(BinLayout layout) {
    return layout.count() * POWERS;
  }

  /** Writes the keywords of {@code count} in {@code bin} into the open array; none of 0. */
  static void write(int bin, long count, JsonWriter json) {
    for (long rest = count; rest > 0; rest &= rest - 1) {
      json.element(PREFIXES[bin], Long.lowestOneBit(rest));
    }
  }

  /**
   * Adds what {@code documents} with {@code keyword} observed to the counts by bin.
   *
   * @throws IllegalArgumentException when it is no keyword of this layout
   */
  public static void add(String keyword, long documents, long[] counts) {
    int times = keyword.indexOf(TIMES);
    if (times < 0) {
      throw new IllegalArgumentException("No count of a bin: " + keyword);
    }
    int bin = LatencyBins.named(keyword.substring(0, times));
    if (bin >= counts.length) {
      throw new IllegalArgumentException("No bin of this layout: " + keyword);
    }
    counts[bin] += documents * Long.parseLong(keyword.substring(times + 1));
  }
}
