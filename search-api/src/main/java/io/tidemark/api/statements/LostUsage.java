/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.model.pricing.Price;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.StatementLine;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds usage that was booked and is no longer kept. It has no documents, which does not mean that
 * it never was.
 */
final class LostUsage {

  private LostUsage() {}

  /**
   * The prices of such usage.
   *
   * @param computed the month as it is computed now
   * @param countedFrom start of the usage that was booked
   * @param booked the lines that were booked
   * @param books of the prices by which they were
   */
  static Set<String> findPrices(
      ComputedMonth computed,
      Instant countedFrom,
      Supplier<Stream<StatementLine>> booked,
      List<PriceBook> books) {
    Set<String> possible =
        books.stream()
            .flatMap(book -> book.lists().stream())
            .flatMap(list -> list.prices().stream())
            .filter(price -> computed.keepsLess(price.match().workload(), countedFrom))
            .map(Price::id)
            .collect(Collectors.toSet());
    return possible.isEmpty()
        ? Set.of()
        : booked
            .get()
            .filter(line -> !line.isFixed() && possible.contains(line.price().priceId()))
            .map(line -> line.price().priceId())
            .collect(Collectors.toSet());
  }
}
