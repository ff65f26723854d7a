/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The quantities of one call, one run, or one window that are priced. Classes that are absent did
 * not occur or are unknown.
 *
 * <p>Input includes the tokens read from and written to caches, cache writes include those kept for
 * an hour, and output includes reasoning, as the stored measures do. The classes of {@link
 * PricedClass} are disjoint; the factory methods split the measures into them.
 */
public final class Quantities {

  private final Map<PricedClass, Long> amounts = new EnumMap<>(PricedClass.class);
  private final long totalTokens;
  private final long unsplitTokens;
  private final long unsplitCalls;

  private Quantities(long totalTokens, long unsplitTokens, long unsplitCalls) {
    this.totalTokens = totalTokens;
    this.unsplitTokens = unsplitTokens;
    this.unsplitCalls = unsplitCalls;
  }

  /**
   * Splits inclusive measures of model calls.
   *
   * @param calls number of calls
   * @param tokens stored measures; a measure that is unknown is 0
   * @param units other units by class
   */
  public static Quantities ofCalls(long calls, Tokens tokens, Map<PricedClass, Long> units) {
    return ofCalls(calls, 0, tokens, units);
  }

  /**
   * The same where some calls have tokens that are neither input nor output.
   *
   * @param unsplit number of these calls, 0 where it is unknown: tokens of at least one are
   */
  public static Quantities ofCalls(
      long calls, long unsplit, Tokens tokens, Map<PricedClass, Long> units) {
    long left = tokens.total - tokens.input - tokens.output;
    long unsplitCalls = left == 0 ? 0 : Math.min(calls, Math.max(1, unsplit));
    Quantities split = new Quantities(tokens.total, left, unsplitCalls);
    split.put(PricedClass.INPUT, tokens.input - tokens.cacheRead - tokens.cacheWrite);
    split.put(PricedClass.CACHE_READ, tokens.cacheRead);
    split.put(PricedClass.CACHE_WRITE, tokens.cacheWrite - tokens.cacheWrite1h);
    split.put(PricedClass.CACHE_WRITE_1H, tokens.cacheWrite1h);
    split.put(PricedClass.OUTPUT, tokens.output - tokens.reasoning);
    split.put(PricedClass.REASONING, tokens.reasoning);
    split.put(PricedClass.CALLS, calls);
    units.forEach(split::put);
    return split;
  }

  /**
   * Runs or jobs of another workload.
   *
   * @param runs number of runs or jobs
   * @param amounts run time in milliseconds, trained tokens, images
   */
  public static Quantities ofRuns(long runs, Map<PricedClass, Long> amounts) {
    Quantities quantities = new Quantities(0, 0, 0);
    quantities.put(PricedClass.CALLS, runs);
    amounts.forEach(quantities::put);
    return quantities;
  }

  private void put(PricedClass priced, long amount) {
    if (amount != 0) {
      amounts.put(priced, amount);
    }
  }

  /** Disjoint amounts: tokens, calls, units; run time in milliseconds. */
  public Map<PricedClass, Long> amounts() {
    return Collections.unmodifiableMap(amounts);
  }

  /** Calls, runs or jobs. */
  public long calls() {
    return amounts.getOrDefault(PricedClass.CALLS, 0L);
  }

  /** All tokens. */
  public long totalTokens() {
    return totalTokens;
  }

  /** Tokens of which only the total is known: neither input nor output has them. */
  public long unsplitTokens() {
    return unsplitTokens;
  }

  /** Calls with such tokens. */
  public long unsplitCalls() {
    return unsplitCalls;
  }

  /**
   * Measures of tokens as they are stored, each including its parts. Windows of earlier builds may
   * have more of a part than of its whole, where the whole of some calls is unknown: what exceeds
   * the whole is unknown, too.
   *
   * @param total input, output, and tokens of calls that report their total alone
   */
  public record Tokens(
      long input,
      long cacheRead,
      long cacheWrite,
      long cacheWrite1h,
      long output,
      long reasoning,
      long total) {

    public Tokens {
      long cached = Math.max(input, cacheRead + cacheWrite);
      total = Math.max(total, cached + Math.max(output, reasoning));
      cacheRead = Math.min(cacheRead, input);
      cacheWrite = Math.min(cacheWrite, input - cacheRead);
      cacheWrite1h = Math.min(cacheWrite1h, cacheWrite);
      reasoning = Math.min(reasoning, output);
    }

    /** Tokens that are all known to be input or output. */
    public Tokens(
        long input,
        long cacheRead,
        long cacheWrite,
        long cacheWrite1h,
        long output,
        long reasoning) {
      this(input, cacheRead, cacheWrite, cacheWrite1h, output, reasoning, 0);
    }
  }
}
