/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

/**
 * The arithmetic of bins that continue without end: below {@code 2^subBits} each value has a bin of
 * its own, from there every doubling is cut into {@code 2^subBits} bins of equal width.
 */
final class LogLinearBins {

  private LogLinearBins() {}

  /** The place of {@code value}, which is not negative, among the bins, from 0. */
  static int find(long value, int subBits) {
    if (value < 1L << subBits) {
      return (int) value;
    }
    int octave = 63 - subBits - Long.numberOfLeadingZeros(value);
    return (octave << subBits) + (int) (value >>> octave);
  }

  /** The least value of the bin at a place. */
  static long lowest(int place, int subBits) {
    if (place < 1 << subBits) {
      return place;
    }
    int octave = (place >> subBits) - 1;
    return (long) (place - (octave << subBits)) << octave;
  }
}
