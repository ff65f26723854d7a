/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import io.tidemark.model.hourly.Window;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Prices usage. A pure function of the price book, the usage and the start of its window, used for
 * windows and for single records alike.
 *
 * <p>The cost is linear in the quantities: the costs of any parts of some usage add up to the cost
 * of the whole, to the last digit, as long as one price applies. Run time alone is divided, into
 * hours, and rounded far below a nano.
 */
public final class Pricing {

  private static final long WEEK = Duration.ofDays(7).toMillis();

  private Pricing() {}

  /**
   * The cost of usage in one window.
   *
   * @param windowStart decides which price holds and which factor of the hour applies
   * @return empty when the cost is unknown: no price matches, the price has nothing that was used,
   *     or there is no rate from its currency to that of the book
   */
  public static Optional<Cost> computeCost(
      PriceBook book, PriceSubject subject, Instant windowStart, Quantities quantities) {
    return findPrice(book, subject, windowStart).flatMap(price -> price.apply(quantities));
  }

  /** The price of usage in one window, for any quantities of it. */
  public static Optional<AppliedPrice> findPrice(
      PriceBook book, PriceSubject subject, Instant windowStart) {
    return book.findPrice(subject, windowStart)
        .flatMap(
            found ->
                book.rates()
                    .find(found.currency(), book.currency(), windowStart)
                    .map(rate -> createPrice(book, found, subject, windowStart, rate)));
  }

  /**
   * The price of usage at some time of the week that begins with a window, as long as it is one
   * price: its factor is the mean of its windows.
   */
  public static Optional<AppliedPrice> findMeanPrice(
      PriceBook book, PriceSubject subject, Window window, Instant windowStart) {
    return findPrice(book, subject, windowStart)
        .map(
            price -> {
              List<BigDecimal> factors =
                  LongStream.range(0, WEEK / window.millis())
                      .mapToObj(number -> windowStart.plusMillis(number * window.millis()))
                      .flatMap(start -> findPrice(book, subject, start).stream())
                      .filter(other -> other.hasPricesOf(price))
                      .map(AppliedPrice::factor)
                      .toList();
              return price.withFactor(mean(factors));
            });
  }

  private static BigDecimal mean(List<BigDecimal> values) {
    return values.stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
  }

  private static AppliedPrice createPrice(
      PriceBook book,
      PriceBook.Found found,
      PriceSubject subject,
      Instant windowStart,
      BigDecimal rate) {
    Price price = found.price();
    return new AppliedPrice(
        price.id(),
        book.currency(),
        price.pricesOf(subject.promptBand()),
        price.factorAt(windowStart).multiply(rate));
  }
}
