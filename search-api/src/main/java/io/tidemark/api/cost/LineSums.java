/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.PricedClass;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Quantities and amounts by class of what is priced. */
public final class LineSums {

  private final Map<PricedClass, Line> byClass = new EnumMap<>(PricedClass.class);

  /**
   * The sum of one class.
   *
   * @param unitPrice the price of one unit when it is the same in all of the sum, otherwise null
   */
  public record Line(long quantity, BigDecimal amount, BigDecimal unitPrice) {

    private Line plus(Line other) {
      boolean same =
          unitPrice != null && other.unitPrice != null && unitPrice.compareTo(other.unitPrice) == 0;
      return new Line(quantity + other.quantity, amount.add(other.amount), same ? unitPrice : null);
    }
  }

  void addAll(Cost cost) {
    cost.lines()
        .forEach(
            line ->
                byClass.merge(
                    line.priced(),
                    new Line(line.quantity(), line.amount(), line.unitPrice()),
                    Line::plus));
  }

  void addAll(LineSums other) {
    other.byClass.forEach((priced, line) -> byClass.merge(priced, line, Line::plus));
  }

  /** The same with a share of all amounts: their price is no longer that of a unit. */
  LineSums takeShare(BigDecimal share) {
    LineSums shared = new LineSums();
    byClass.forEach(
        (priced, line) ->
            shared.byClass.put(
                priced, new Line(line.quantity(), line.amount().multiply(share), null)));
    return shared;
  }

  /** The sums; classes without usage are absent. */
  public Map<PricedClass, Line> byClass() {
    return Collections.unmodifiableMap(byClass);
  }
}
