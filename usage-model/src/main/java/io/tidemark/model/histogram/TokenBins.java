/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

/**
 * The layout of histograms of the tokens of a call: log-linear bins as in {@link LatencyBins}, with
 * fewer bins in each doubling, because sizes of prompts spread further than durations and every
 * window document holds the bins in use. A bin is at most a quarter as wide as its least value; one
 * last bin takes calls of {@link #MOST} tokens and more.
 */
public final class TokenBins {

  private static final int SUB_BITS = 2;

  /** Tokens from which percentiles cannot distinguish calls: 2^26, 67 million. */
  public static final long MOST = 1L << 26;

  /** The bin of {@link #MOST} tokens and more, without an upper end. */
  public static final int OVERFLOW = LogLinearBins.find(MOST, SUB_BITS);

  /** How many bins there are. */
  public static final int COUNT = OVERFLOW + 1;

  private TokenBins() {}

  /** The bin that holds that many tokens. */
  static int find(long tokens) {
    return Math.min(LogLinearBins.find(tokens, SUB_BITS), OVERFLOW);
  }

  /** The least number of tokens of a bin. */
  static long lowest(int bin) {
    return LogLinearBins.lowest(bin, SUB_BITS);
  }
}
