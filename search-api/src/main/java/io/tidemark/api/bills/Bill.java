/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bill as it is sent: the UTC days that it names. A day without lines bills nothing. */
final class Bill {

  private final SortedMap<LocalDate, List<BillLine>> days = new TreeMap<>();

  /** The bill of a form that names days in its lines alone. */
  static Bill of(List<BillLine> lines) {
    Bill bill = new Bill();
    lines.forEach(bill::addLine);
    return bill;
  }

  void addDay(LocalDate day) {
    days.computeIfAbsent(day, key -> new ArrayList<>());
  }

  void addLine(BillLine line) {
    addDay(line.day());
    days.get(line.day()).add(line);
  }

  /** The lines of each day. */
  SortedMap<LocalDate, List<BillLine>> days() {
    return days;
  }

  int countLines() {
    return days.values().stream().mapToInt(List::size).sum();
  }
}
