/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the entries of price lists by which lines of statements were priced. Lists of a tenant and
 * of all tenants may give one id to different prices, so the price of the line decides.
 */
public final class ListedPrices {

  private final Map<String, List<Entry>> byId = new HashMap<>();

  /** Indexes the entries of some books; earlier ones win. */
  public ListedPrices(List<PriceBook> books) {
    for (PriceBook book : books) {
      for (PriceList list : book.lists()) {
        for (Price price : list.prices()) {
          byId.computeIfAbsent(price.id(), id -> new ArrayList<>())
              .add(new Entry(price, list.currency(), book));
        }
      }
    }
  }

  private record Entry(Price price, String currency, PriceBook book) {}

  /**
   * The price of a line in its price list.
   *
   * @param workload whose usage the price is for
   * @param currency ISO 4217 code of the list
   * @param unitPrice with the factor of the hour; null when several fit
   * @param dynamic whether the price depends on the hour
   */
  public record ListedPrice(
      String workload, String currency, BigDecimal unitPrice, boolean dynamic) {}

  /** The price of a line in its list; empty when no entry gives the price of the line. */
  public Optional<ListedPrice> findPrice(StatementLine line) {
    return byId.getOrDefault(line.price().priceId(), List.of()).stream()
        .flatMap(entry -> findPrice(entry, line.price()).stream())
        .findFirst();
  }

  private static Optional<ListedPrice> findPrice(Entry entry, StatementLine.PricedAs line) {
    Price price = entry.price;
    long band = line.promptBand() == null ? 0 : Long.parseLong(line.promptBand());
    BigDecimal own =
        PricedClass.find(line.tokenClass()).map(price.pricesOf(band)::find).orElse(null);
    if (own == null || !price.match().model().matches(line.model())) {
      return Optional.empty();
    }
    Set<BigDecimal> found = new TreeSet<>();
    for (BigDecimal factor : listFactors(price)) {
      BigDecimal unitPrice = own.multiply(factor);
      listRates(entry)
          .filter(rate -> unitPrice.multiply(rate).compareTo(line.unitPrice()) == 0)
          .forEach(rate -> found.add(unitPrice));
    }
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ListedPrice(
                price.match().workload(),
                entry.currency,
                found.size() == 1 ? found.iterator().next() : null,
                !price.hours().factors().isEmpty()));
  }

  private static List<BigDecimal> listFactors(Price price) {
    return Stream.concat(
            Stream.of(BigDecimal.ONE), price.hours().factors().stream().map(PriceHours::factor))
        .toList();
  }

  private static Stream<BigDecimal> listRates(Entry entry) {
    String currency = entry.book.currency();
    return entry.currency.equals(currency)
        ? Stream.of(BigDecimal.ONE)
        : entry.book.rates().rates().stream()
            .filter(rate -> rate.from().equals(entry.currency) && rate.to().equals(currency))
            .map(ExchangeRates.Rate::factor);
  }
}
