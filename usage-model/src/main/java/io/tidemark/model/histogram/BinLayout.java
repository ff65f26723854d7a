/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

/**
 * Which values the bins of a histogram hold. A layout is part of every document and of state: a bin
 * keeps its number, its name and its meaning.
 */
public enum BinLayout {

  /** Milliseconds, see {@link LatencyBins}. */
  DURATIONS(LatencyBins.COUNT) {
    @Override
    public int find(long value) {
      return LatencyBins.of(value);
    }

    @Override
    public long lowest(int bin) {
      return LatencyBins.lowest(bin);
    }

    @Override
    public boolean hasEnd(int bin) {
      return LatencyBins.hasEnd(bin);
    }

    @Override
    int earlierOverflow() {
      return LatencyBins.EARLIER_OVERFLOW;
    }
  },

  /** Tokens of one call, see {@link TokenBins}. */
  TOKENS(TokenBins.COUNT) {
    @Override
    public int find(long value) {
      return TokenBins.find(value);
    }

    @Override
    public long lowest(int bin) {
      return TokenBins.lowest(bin);
    }

    @Override
    public boolean hasEnd(int bin) {
      return bin != TokenBins.OVERFLOW;
    }

    @Override
    int earlierOverflow() {
      return NONE;
    }
  };

  static final int NONE = -1;

  private final int count;

  BinLayout(int count) {
    this.count = count;
  }

  /** How many bins there are; the last one has no upper end. */
  public int count() {
    return count;
  }

  /** The bin that holds {@code value}, which is not negative. */
  public abstract int find(long value);

  /** The least value of a bin. */
  public abstract long lowest(int bin);

  /** Whether a bin has an upper end. */
  public abstract boolean hasEnd(int bin);

  /** The greatest value of a bin; {@link Long#MAX_VALUE} without an upper end. */
  public long highest(int bin) {
    return hasEnd(bin) ? lowest(bin + 1) - 1 : Long.MAX_VALUE;
  }

  /** The bin without an upper end in which earlier builds counted, or {@link #NONE}. */
  abstract int earlierOverflow();

  /** The names of all bins as a key of a mapping, for example {@code b000..b420}. */
  public String fieldNames() {
    return LatencyBins.fieldName(0) + ".." + LatencyBins.fieldName(count - 1);
  }
}
