/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.model.pricing.AppliedPrice;
import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.Pricing;
import io.tidemark.model.pricing.Quantities;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Prices the usage of one request. Each price is found once: an answer by points has the same usage
 * in each of them.
 */
final class AppliedPrices {

  private final PriceBook book;
  private final Map<Usage, Optional<AppliedPrice>> found = new ConcurrentHashMap<>();

  private record Usage(PriceSubject subject, Instant at) {}

  AppliedPrices(PriceBook book) {
    this.book = book;
  }

  PriceBook book() {
    return book;
  }

  /** The price of usage in the window that begins at {@code at}. */
  Optional<AppliedPrice> findPrice(PriceSubject subject, Instant at) {
    return found.computeIfAbsent(
        new Usage(subject, at), usage -> Pricing.findPrice(book, usage.subject(), usage.at()));
  }

  /** The cost of usage in that window; empty when it is unknown. */
  Optional<Cost> computeCost(PriceSubject subject, Instant at, Quantities usage) {
    return findPrice(subject, at).flatMap(price -> price.apply(usage));
  }
}
