/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.Quantities;
import io.tidemark.model.pricing.UnitPrices;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Why the cost of one call, run or job is unknown. A part of a cost is none. */
enum UnpricedReason {
  /** No price matches at its time. */
  NO_PRICE,
  /** There is no rate from the currency of the price. */
  NO_RATE,
  /** The price leaves out a class that occurred. */
  CLASS_WITHOUT_PRICE,
  /** The price is by class, and only the total of some tokens is known. */
  TOTAL_ALONE,
  /** The call succeeded, and its tokens were not reported. */
  NO_USAGE;

  /** The name in records, for example {@code no_price}. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason where a price was found and applied; empty when all of the cost is known. */
  static Optional<UnpricedReason> findReason(Cost cost, Quantities usage, boolean usageKnown) {
    long unpriced = cost.unpriced().tokens();
    if (unpriced != 0) {
      return Optional.of(unpriced > usage.unsplitTokens() ? CLASS_WITHOUT_PRICE : TOTAL_ALONE);
    }
    return usageKnown || !cost.lines().isEmpty() ? Optional.empty() : Optional.of(NO_USAGE);
  }

  /** The reason where nothing has a price. */
  static UnpricedReason findReason(
      PriceBook book, Optional<PriceBook.Found> price, Instant window, Quantities usage) {
    if (price.isEmpty()) {
      return NO_PRICE;
    }
    if (book.rates().find(price.get().currency(), book.currency(), window).isEmpty()) {
      return NO_RATE;
    }
    UnitPrices prices = price.get().price().prices();
    boolean byClass = prices.pricesTokens() && !prices.isTotal();
    return byClass && usage.unsplitTokens() == usage.totalTokens() && usage.totalTokens() != 0
        ? TOTAL_ALONE
        : CLASS_WITHOUT_PRICE;
  }
}
