/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

/** Percentiles out of merged bins. */
public final class Percentiles {

  /**
   * How much of the position inside a bin is believed. At 1 the estimate runs from one end of the
   * bin to the other: good for smooth shapes, wrong by the bin's whole width, 6.25 %, when all
   * values are at its end. At 0.6 no shape can make it more wrong than 5 %, and smooth shapes stay
   * under 2 %.
   */
  private static final double TRUST_IN_POSITION = 0.6;

  private Percentiles() {}

  /** As below, of durations. */
  public static double at(double share, long[] counts, long min, long max) {
    return at(BinLayout.DURATIONS, share, counts, min, max);
  }

  /**
   * The value below which a share of all observations lies.
   *
   * @param counts observations per bin of the layout
   * @param share 0 to 1, for example 0.95
   * @param min the least observation
   * @param max the greatest observation
   * @return the value, or NaN when there is no observation, or when the value lies in a bin that
   *     has no upper end: it is not known then
   */
  public static double at(BinLayout layout, double share, long[] counts, long min, long max) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    if (total == 0) {
      return Double.NaN;
    }
    long rank = Math.max(1, (long) Math.ceil(share * total));
    int overflow = layout.earlierOverflow();
    long earlier = overflow == BinLayout.NONE ? 0 : counts[overflow];
    Place lowest = Place.find(rank - earlier, counts, overflow);
    Place highest = Place.find(rank, counts, overflow);
    if (earlier > 0 && highest.bin() > overflow) {
      // Each of the earlier ones lies somewhere between the first bin after theirs and the maximum.
      int first = overflow + 1;
      int last = Math.min(highest.bin(), layout.find(max));
      if (Math.max(first, lowest.bin()) != last) {
        return Double.NaN;
      }
      double position = highest.bin() == last ? highest.position() : 0.5;
      return estimate(layout, last, position, min, max);
    }
    return estimate(layout, highest.bin(), highest.position(), min, max);
  }

  /** Where a rank lies when the earlier overflow is left out. */
  private record Place(int bin, double position) {

    static Place find(long rank, long[] counts, int earlierOverflow) {
      long before = 0;
      for (int bin = 0; bin < counts.length; bin++) {
        if (bin == earlierOverflow) {
          continue;
        }
        if (before + counts[bin] >= rank) {
          return new Place(bin, (rank - before - 0.5) / counts[bin]);
        }
        before += counts[bin];
      }
      return new Place(counts.length - 1, 0);
    }
  }

  private static double estimate(BinLayout layout, int bin, double position, long min, long max) {
    if (!layout.hasEnd(bin)) {
      return Double.NaN;
    }
    double lowest = layout.lowest(bin);
    double highest = layout.highest(bin);
    double middle = (lowest + highest) / 2;
    double estimate = middle + (position - 0.5) * TRUST_IN_POSITION * (highest - lowest);
    return Math.min((double) max, Math.max((double) min, estimate));
  }
}
