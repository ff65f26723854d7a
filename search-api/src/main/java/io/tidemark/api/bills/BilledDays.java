/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import io.tidemark.api.bills.BillDocument.BillDay;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the bill that counts when providers are billed in several forms. */
final class BilledDays {

  private static final Comparator<BillDay> OLDEST_FIRST =
      Comparator.comparing(BillDay::receivedAt).thenComparing(BillDay::source);

  private BilledDays() {}

  /**
   * The lines of each provider by day. Bills of one provider and day are the same bill in other
   * forms: the one that was sent last counts, and none is added to another.
   */
  static SortedMap<String, SortedMap<LocalDate, List<BillLine>>> chooseNewest(List<BillDay> bills) {
    SortedMap<String, SortedMap<LocalDate, List<BillLine>>> chosen = new TreeMap<>();
    bills.stream()
        .sorted(OLDEST_FIRST)
        .forEach(
            bill ->
                groupByProvider(bill)
                    .forEach(
                        (provider, lines) ->
                            chosen
                                .computeIfAbsent(provider, key -> new TreeMap<>())
                                .put(bill.day(), lines)));
    return chosen;
  }

  private static SortedMap<String, List<BillLine>> groupByProvider(BillDay bill) {
    SortedMap<String, List<BillLine>> providers = new TreeMap<>();
    // A day of a provider's own API says that nothing else was billed, with lines or without.
    BillSource.of(bill.source())
        .provider()
        .ifPresent(provider -> providers.put(provider, new ArrayList<>()));
    bill.lines()
        .forEach(
            line -> providers.computeIfAbsent(line.provider(), key -> new ArrayList<>()).add(line));
    return providers;
  }
}
