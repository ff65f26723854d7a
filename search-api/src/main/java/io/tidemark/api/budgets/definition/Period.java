/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.definition;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.MONTHS;
import static java.time.temporal.ChronoUnit.WEEKS;
import static java.time.temporal.ChronoUnit.YEARS;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How often the amount of a budget starts again. Weeks start on Monday. */
public enum Period {
  DAY(1, DAYS),
  WEEK(1, WEEKS),
  MONTH(1, MONTHS),
  QUARTER(3, MONTHS),
  YEAR(1, YEARS),
  /** One amount between two times that the budget names. */
  ONCE(0, DAYS);

  private static final int MONTHS_IN_QUARTER = 3;

  private final int length;
  private final ChronoUnit unit;

  Period(int length, ChronoUnit unit) {
    this.length = length;
    this.unit = unit;
  }

  /** As in settings and answers. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Set<String> ids() {
    return Stream.of(values()).map(Period::id).collect(Collectors.toSet());
  }

  static Period fromId(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  /** The local period around {@code time}: a day has 23 or 25 hours where clocks change. */
  public Span spanAt(Instant time, ZoneId zone) {
    LocalDate first = firstDay(LocalDate.ofInstant(time, zone));
    return new Span(
        first.atStartOfDay(zone).toInstant(),
        first.plus(length, unit).atStartOfDay(zone).toInstant());
  }

  private LocalDate firstDay(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> {
        int month = day.getMonthValue();
        yield day.withDayOfMonth(1).withMonth(month - (month - 1) % MONTHS_IN_QUARTER);
      }
      case YEAR -> day.withDayOfYear(1);
      case ONCE -> throw new IllegalStateException("The budget itself names the times.");
    };
  }
}
