/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.directory.Labels;
import io.tidemark.api.prices.PriceSource;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.model.pricing.FocusFile;
import io.tidemark.model.pricing.ListedPrices;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.Statement.Head;
import io.tidemark.model.pricing.StatementLine;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds prices, periods and names of the lines of one statement. A correction may take back a price
 * that has left the lists since: it is looked for in the prices of each statement from the
 * corrected month on.
 */
final class FocusLookup implements FocusFile.Lookup {

  private final Head head;
  private final StatementStore store;
  private final PriceSource prices;
  private final Labels labels;

  /** Prices by the month that lines correct; those of the month itself at null. */
  private final Map<String, ListedPrices> byMonth = new HashMap<>();

  private List<Head> closed;

  FocusLookup(Head head, StatementStore store, PriceSource prices, Labels labels) {
    this.head = head;
    this.store = store;
    this.prices = prices;
    this.labels = labels;
  }

  @Override
  public Optional<ListedPrices.ListedPrice> findPrice(StatementLine line) {
    return byMonth
        .computeIfAbsent(line.correctionOf(), month -> new ListedPrices(readBooks(month)))
        .findPrice(line);
  }

  @Override
  public FocusFile.Period findPeriod(String month) {
    return listSince(month)
        .filter(found -> found.subject().month().toString().equals(month))
        .findFirst()
        .map(found -> new FocusFile.Period(found.subject().from(), found.subject().to()))
        .orElseGet(() -> new FocusFile.Period(head.subject().from(), head.subject().to()));
  }

  @Override
  public Optional<String> findName(String dimension, String value) {
    return labels.find(head.subject().tenant(), dimension, value);
  }

  /** The prices of this statement first, then those of earlier ones. */
  private List<PriceBook> readBooks(String month) {
    Stream<Head> heads =
        month == null ? Stream.of(head) : Stream.concat(Stream.of(head), listSince(month));
    return heads
        .map(found -> found.basis().pricesAsOf())
        .distinct()
        .flatMap(asOf -> prices.find(head.subject().tenant(), Optional.of(asOf)).stream())
        .map(PricesInForce::book)
        .distinct()
        .toList();
  }

  /** The statements of a month and later ones before this one, the newest first. */
  private Stream<Head> listSince(String month) {
    if (closed == null) {
      closed = store.listHeads(head.subject().tenant());
    }
    YearMonth first = YearMonth.parse(month);
    return closed.stream()
        .filter(found -> !found.subject().month().isBefore(first))
        .filter(found -> found.subject().month().isBefore(head.subject().month()));
  }
}
