/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.request.TimeRange;
import io.tidemark.model.pricing.PriceBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** A part of a range with one rate into the currency of an account. */
record RatePeriod(Instant from, Instant to, BigDecimal rate) {

  /** The parts of a range that have a rate from a currency, in the order of time. */
  static List<RatePeriod> list(String currency, PriceBook book, TimeRange range) {
    NavigableSet<Instant> ends = new TreeSet<>(listChanges(currency, book, range));
    ends.add(range.to());
    List<RatePeriod> periods = new ArrayList<>();
    Instant start = range.from();
    for (Instant end : ends) {
      Instant from = start;
      book.rates()
          .find(currency, book.currency(), from)
          .ifPresent(rate -> periods.add(new RatePeriod(from, end, rate)));
      start = end;
    }
    return periods;
  }

  /** The instants inside of a range at which its rate changes. */
  static NavigableSet<Instant> listChanges(String currency, PriceBook book, TimeRange range) {
    return book.rates()
        .listChanges(currency, book.currency())
        .subSet(range.from(), false, range.to(), false);
  }

  /** The starts of its windows; {@code first} is the start of the first window of a range. */
  List<Instant> listWindows(Instant first, Duration length) {
    List<Instant> starts = new ArrayList<>();
    for (Instant at = first; at.isBefore(to); at = at.plus(length)) {
      if (!at.isBefore(from)) {
        starts.add(at);
      }
    }
    return starts;
  }

  boolean covers(TimeRange range) {
    return from.equals(range.from()) && to.equals(range.to());
  }
}
