/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The cost of some usage by one price. Amounts are exact; rounding is a matter of the answer.
 *
 * @param priceId the entry that applied
 * @param currency ISO 4217 code of its list
 * @param lines one line for each class that was priced
 * @param cacheSavings the amount that cache reads and writes cost less than input would have; may
 *     be negative
 * @param unpriced usage whose tokens no line has: the price leaves out their class, or is by class
 *     where only their total is known
 */
public record Cost(
    String priceId, String currency, List<Line> lines, BigDecimal cacheSavings, Unpriced unpriced) {

  /**
   * Usage of which the cost is not known, or not all of it.
   *
   * @param calls with some of these tokens
   */
  public record Unpriced(long calls, long tokens) {

    /** All usage has a price. */
    public static final Unpriced NONE = new Unpriced(0, 0);

    /**
     * Usage that prices by class leave out.
     *
     * @param tokens of classes without a price: windows do not tell how many calls have some, and
     *     each may be of another one
     */
    static Unpriced countLeftOut(Quantities usage, long tokens) {
      long calls = Math.min(usage.calls(), usage.unsplitCalls() + tokens);
      return new Unpriced(calls, usage.unsplitTokens() + tokens);
    }
  }

  /**
   * A quantity times a price.
   *
   * @param quantity tokens, calls, units; hours of run time as milliseconds
   * @param unitPrice price of one unit with the factor of the hour applied
   * @param amount {@code quantity * unitPrice}, run time divided into hours
   */
  public record Line(PricedClass priced, long quantity, BigDecimal unitPrice, BigDecimal amount) {}

  public Cost {
    lines = List.copyOf(lines);
  }

  /** The sum of all lines. */
  public BigDecimal amount() {
    return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The lines added up by part; parts without lines are absent. */
  public Map<CostPart, BigDecimal> parts() {
    Map<CostPart, BigDecimal> parts = new EnumMap<>(CostPart.class);
    lines.forEach(line -> parts.merge(line.priced().part(), line.amount(), BigDecimal::add));
    return parts;
  }
}
