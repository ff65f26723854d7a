/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import io.tidemark.model.json.JsonName;
import io.tidemark.model.json.JsonWriter;

/**
 * The counts of a histogram's bins as keywords: one for what a count is above a multiple of 16, and
 * one for each power of two that the rest is made of, so that 21 in bin 42 is {@code b042x5
 * b042x16}. How many documents have a keyword, times its number, is its part of the merged count:
 * one terms aggregation merges all bins, and looks only at those that a document has, where sums
 * look for every bin in every document.
 *
 * <p>Most counts are small, and each keyword of a document takes time, so that they shall have one.
 * But each keyword is a bucket of the answer, too: a larger base, or one for higher digits as well,
 * would allow more of them than a cluster does. Earlier builds wrote one for each power of two, 5
 * as {@code b042x1 b042x4}; both forms may be in one index, and no keyword is of the earlier form
 * alone.
 */
public final class BinCounts {

  /** The bits of a count that have a keyword together. */
  private static final int DIGIT_BITS = 4;

  private static final long DIGIT = (1L << DIGIT_BITS) - 1;

  /** The bits of a count that an event may carry, up to 2^53. */
  private static final int BITS = 53;

  private static final char TIMES = 'x';

  private static final JsonName[] PREFIXES = new JsonName[LatencyBins.COUNT];

  static {
    for (int bin = 0; bin < PREFIXES.length; bin++) {
      PREFIXES[bin] = JsonName.of(LatencyBins.fieldName(bin) + TIMES);
    }
  }

  private BinCounts() {}

  /** The number of keywords that there may be: for each bin, digits and higher powers of two. */
  public static int mostKeywords(BinLayout layout) {
    return layout.count() * (int) (DIGIT + BITS - DIGIT_BITS);
  }

  /** Writes the keywords of {@code count} in {@code bin} into the open array; none of 0. */
  static void write(int bin, long count, JsonWriter json) {
    long rest = Math.max(0, count);
    if ((rest & DIGIT) > 0) {
      json.element(PREFIXES[bin], rest & DIGIT);
    }
    for (rest &= ~DIGIT; rest > 0; rest &= rest - 1) {
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
