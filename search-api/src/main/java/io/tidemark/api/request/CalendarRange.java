/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.request;

import static java.time.DayOfWeek.MONDAY;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A range of whole local days that the calendar names.
 *
 * @param id as requests name it
 * @param start its first day, by today
 * @param end the day after its last one, by today
 */
record CalendarRange(String id, UnaryOperator<LocalDate> start, UnaryOperator<LocalDate> end) {

  private static final int MONTHS_OF_QUARTER = 3;
  private static final int DAYS_BEFORE_TODAY = 89;
  private static final int MONTHS_BEFORE_THIS = 12;

  private static final List<CalendarRange> ALL =
      List.of(
          untilToday("today", today -> today),
          new CalendarRange("yesterday", today -> today.minusDays(1), today -> today),
          untilToday("this_week", CalendarRange::weekOf),
          new CalendarRange(
              "last_week", today -> weekOf(today).minusWeeks(1), CalendarRange::weekOf),
          untilToday("this_month", CalendarRange::monthOf),
          new CalendarRange(
              "last_month", today -> monthOf(today).minusMonths(1), CalendarRange::monthOf),
          untilToday("this_quarter", CalendarRange::quarterOf),
          new CalendarRange(
              "last_quarter",
              today -> quarterOf(today).minusMonths(MONTHS_OF_QUARTER),
              CalendarRange::quarterOf),
          untilToday("90d", today -> today.minusDays(DAYS_BEFORE_TODAY)),
          untilToday("13m", today -> monthOf(today).minusMonths(MONTHS_BEFORE_THIS)));

  /** The names, as requests give them. */
  static final List<String> IDS = ALL.stream().map(CalendarRange::id).toList();

  /** The range of that name. */
  static CalendarRange fromId(String id) {
    return ALL.stream().filter(range -> range.id.equals(id)).findFirst().orElseThrow();
  }

  private static CalendarRange untilToday(String id, UnaryOperator<LocalDate> start) {
    return new CalendarRange(id, start, today -> today.plusDays(1));
  }

  /** Its first day. */
  LocalDate from(LocalDate today) {
    return start.apply(today);
  }

  /** The day after its last one. */
  LocalDate to(LocalDate today) {
    return end.apply(today);
  }

  private static LocalDate weekOf(LocalDate day) {
    return day.with(previousOrSame(MONDAY));
  }

  private static LocalDate monthOf(LocalDate day) {
    return day.withDayOfMonth(1);
  }

  private static LocalDate quarterOf(LocalDate day) {
    LocalDate month = monthOf(day);
    return month.minusMonths((month.getMonthValue() - 1L) % MONTHS_OF_QUARTER);
  }
}
