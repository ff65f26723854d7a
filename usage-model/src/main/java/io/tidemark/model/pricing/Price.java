/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * An entry of a price list.
 *
 * @param id stable name; the SKU price id of cost files
 * @param validTo null while the price holds
 * @param bands in ascending order of their bounds
 */
public record Price(
    String id,
    PriceMatch match,
    Instant validFrom,
    Instant validTo,
    UnitPrices prices,
    List<PriceBand> bands,
    Hours hours) {

  /** The hours of an entry and the zone that they are local to. */
  public record Hours(ZoneId zone, List<PriceHours> factors) {

    /** The same price around the clock. */
    public static final Hours NONE = new Hours(ZoneId.of("UTC"), List.of());

    public Hours {
      factors = List.copyOf(factors);
    }
  }

  public Price {
    bands = bands.stream().sorted(Comparator.comparingLong(PriceBand::aboveInputTokens)).toList();
  }

  /** Whether the price holds for the window that begins at {@code start}. */
  boolean holdsAt(Instant start) {
    return !start.isBefore(validFrom) && (validTo == null || start.isBefore(validTo));
  }

  boolean overlapsInTime(Price other) {
    return (validTo == null || other.validFrom.isBefore(validTo))
        && (other.validTo == null || validFrom.isBefore(other.validTo));
  }

  /** The prices of calls in a band of prompts. */
  UnitPrices pricesOf(long promptBand) {
    UnitPrices found = prices;
    for (PriceBand band : bands) {
      if (band.aboveInputTokens() <= promptBand) {
        found = prices.replaceBy(band.prices());
      }
    }
    return found;
  }

  /** The factor of the window that begins at {@code start}. */
  BigDecimal factorAt(Instant start) {
    ZonedDateTime local = start.atZone(hours.zone());
    return hours.factors().stream()
        .filter(factor -> factor.contains(local))
        .map(PriceHours::factor)
        .findFirst()
        .orElse(BigDecimal.ONE);
  }

  /** Whether the price may begin, end or change its factor strictly between two instants. */
  boolean mayChange(Instant from, Instant to) {
    return !hours.factors().isEmpty()
        || (validFrom.isAfter(from) && validFrom.isBefore(to))
        || (validTo != null && validTo.isAfter(from) && validTo.isBefore(to));
  }

  /** The instants strictly between two at which the price begins, ends or changes its factor. */
  NavigableSet<Instant> listChanges(Instant from, Instant to) {
    NavigableSet<Instant> changes = new TreeSet<>();
    changes.add(validFrom);
    if (validTo != null) {
      changes.add(validTo);
    }
    for (PriceHours factor : hours.factors()) {
      changes.addAll(factor.listEdges(hours.zone(), from, to));
    }
    changes.removeIf(change -> !change.isAfter(from) || !change.isBefore(to));
    return changes;
  }
}
