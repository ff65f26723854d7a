/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;

/** The days that a forecast is about. */
enum Horizon {
  SEVEN_DAYS("7d") {
    @Override
    Days days(LocalDate today, LocalDate firstOpen) {
      return new Days(firstOpen, firstOpen.plusDays(7));
    }
  },
  MONTH("month") {
    @Override
    Days days(LocalDate today, LocalDate firstOpen) {
      LocalDate start = today.withDayOfMonth(1);
      return new Days(start, start.plusMonths(1));
    }
  },
  NEXT_MONTH("next_month") {
    @Override
    Days days(LocalDate today, LocalDate firstOpen) {
      LocalDate start = today.with(TemporalAdjusters.firstDayOfNextMonth());
      return new Days(start, start.plusMonths(1));
    }
  },
  NEXT_QUARTER("next_quarter") {
    @Override
    Days days(LocalDate today, LocalDate firstOpen) {
      LocalDate start = today.with(IsoFields.DAY_OF_QUARTER, 1).plusMonths(3);
      return new Days(start, start.plusMonths(3));
    }
  };

  private final String id;

  /** Days from {@code first}, until before {@code end}. */
  record Days(LocalDate first, LocalDate end) {

    /** The days that are not over. */
    List<LocalDate> from(LocalDate firstOpen) {
      LocalDate start = firstOpen.isAfter(first) ? firstOpen : first;
      return start.isBefore(end) ? start.datesUntil(end).toList() : List.of();
    }

    boolean contains(LocalDate day) {
      return !day.isBefore(first) && day.isBefore(end);
    }
  }

  Horizon(String id) {
    this.id = id;
  }

  /**
   * The days.
   *
   * @param firstOpen the first day whose usage is not final
   */
  abstract Days days(LocalDate today, LocalDate firstOpen);

  String id() {
    return id;
  }

  static List<String> listIds() {
    return Stream.of(values()).map(Horizon::id).toList();
  }

  static Horizon fromId(String id) {
    return Stream.of(values()).filter(one -> one.id.equals(id)).findFirst().orElseThrow();
  }
}
