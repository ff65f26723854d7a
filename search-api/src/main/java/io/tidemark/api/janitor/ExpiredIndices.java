/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.janitor;

import io.tidemark.model.index.IndexFamily;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which indices hold days that are no longer kept. */
final class ExpiredIndices {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu.MM", Locale.ROOT);

  private ExpiredIndices() {}

  /**
   * Those of {@code names} that a family would use for days before its first one.
   *
   * @param firstDay the first day of hours and records that is kept
   * @param firstDailyDay the first day of daily documents that is kept; their indices hold a month
   */
  static List<String> among(Collection<String> names, LocalDate firstDay, LocalDate firstDailyDay) {
    return names.stream()
        .filter(
            name ->
                Stream.of(IndexFamily.values())
                    .anyMatch(
                        family ->
                            isExpired(family, name, family.isDaily() ? firstDailyDay : firstDay)))
        .sorted()
        .toList();
  }

  private static boolean isExpired(IndexFamily family, String name, LocalDate firstDay) {
    String prefix = IndexFamily.PREFIX + family.id() + "-";
    if (!name.startsWith(prefix)) {
      return false;
    }
    try {
      LocalDate lastDay = lastDay(family, name.substring(prefix.length()));
      // Only names exactly as a family makes them: other indices stay.
      return lastDay.isBefore(firstDay) && family.indexOn(lastDay).equals(name);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** The last day that an index with this date holds. */
  private static LocalDate lastDay(IndexFamily family, String date) {
    return family.isDaily()
        ? YearMonth.parse(date, MONTH).atEndOfMonth()
        : LocalDate.parse(date, DAY);
  }
}
