/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds what must be booked later: the differences between the lines of a closed month as they were
 * booked, earlier corrections included, and as they would be computed now.
 */
public final class StatementCorrections {

  private StatementCorrections() {}

  /**
   * The lines that correct a closed month; empty when it was booked right.
   *
   * @param booked its lines, and the corrections of it in later statements
   * @param computed its lines as they are now
   */
  public static List<StatementLine> find(
      YearMonth month, List<StatementLine> booked, List<StatementLine> computed) {
    Map<String, StatementLine> differences = new TreeMap<>();
    computed.forEach(line -> add(line, 1, month, differences));
    booked.forEach(line -> add(line, -1, month, differences));
    List<StatementLine> corrections = new ArrayList<>();
    for (StatementLine line : differences.values()) {
      if (line.quantity().signum() != 0 || line.amount().signum() != 0) {
        corrections.add(line);
      }
    }
    return corrections;
  }

  private static void add(
      StatementLine line, int sign, YearMonth month, Map<String, StatementLine> differences) {
    BigDecimal factor = BigDecimal.valueOf(sign);
    differences.merge(
        line.key(),
        new StatementLine(
            line.owner(),
            line.price(),
            line.quantity().multiply(factor),
            line.amount().multiply(factor),
            month.toString()),
        StatementLine::plus);
  }
}
