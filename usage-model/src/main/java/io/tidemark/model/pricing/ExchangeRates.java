/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Rates between currencies, used only as they are given: no rate is inverted or chained.
 *
 * @param rates in the order in which overlapping ones win
 */
public record ExchangeRates(List<Rate> rates) {

  /** No rates: currencies cannot be converted. */
  public static final ExchangeRates NONE = new ExchangeRates(List.of());

  public ExchangeRates {
    rates = List.copyOf(rates);
  }

  /**
   * One unit of {@code from} is {@code factor} units of {@code to}.
   *
   * @param validTo null while the rate holds
   */
  public record Rate(
      String from, String to, BigDecimal factor, Instant validFrom, Instant validTo) {

    private boolean holdsAt(Instant start) {
      return !start.isBefore(validFrom) && (validTo == null || start.isBefore(validTo));
    }

    private boolean converts(String source, String target) {
      return from.equals(source) && to.equals(target);
    }
  }

  /** The rate of the window that begins at {@code windowStart}; 1 for one currency. */
  public Optional<BigDecimal> find(String from, String to, Instant windowStart) {
    if (from.equals(to)) {
      return Optional.of(BigDecimal.ONE);
    }
    return rates.stream()
        .filter(rate -> rate.converts(from, to) && rate.holdsAt(windowStart))
        .map(Rate::factor)
        .findFirst();
  }

  /** The instants at which rates from one currency into another begin or end. */
  public NavigableSet<Instant> listChanges(String from, String to) {
    return new ExchangeRates(rates.stream().filter(rate -> rate.converts(from, to)).toList())
        .listChanges(to);
  }

  /** The instants at which rates into a currency begin or end. */
  NavigableSet<Instant> listChanges(String to) {
    NavigableSet<Instant> changes = new TreeSet<>();
    for (Rate rate : rates) {
      if (rate.to().equals(to)) {
        changes.add(rate.validFrom());
        if (rate.validTo() != null) {
          changes.add(rate.validTo());
        }
      }
    }
    return changes;
  }
}
