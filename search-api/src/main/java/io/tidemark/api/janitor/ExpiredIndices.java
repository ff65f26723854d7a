/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.janitor;

import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.index.Keep;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Which indices hold days that are no longer kept; the age of a restored one counts from then. */
final class ExpiredIndices {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu.MM", Locale.ROOT);

  private ExpiredIndices() {}

  /**
   * Those of {@code names} that a family would use for days that are no longer kept.
   *
   * @param restored the days on which indices were restored, by name
   */
  static List<String> findExpired(
      Collection<String> names, Map<String, LocalDate> restored, Keep keep, LocalDate today) {
    return names.stream()
        .filter(
            name ->
                Stream.of(IndexFamily.values())
                    .anyMatch(family -> isExpired(family, name, restored.get(name), keep, today)))
        .sorted()
        .toList();
  }

  private static boolean isExpired(
      IndexFamily family, String name, LocalDate restored, Keep keep, LocalDate today) {
    if (restored != null && !restored.isBefore(keep.firstRestored(family, today))) {
      return false;
    }
    String prefix = IndexFamily.PREFIX + family.id() + "-";
    if (!name.startsWith(prefix)) {
      return false;
    }
    try {
      LocalDate last = lastDay(family, name.substring(prefix.length()));
      // Only names exactly as a family makes them: somebody's own index stays.
      return last.isBefore(keep.firstDay(family, today)) && family.indexOn(last).equals(name);
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** The last day that the index of a day or month holds. */
  private static LocalDate lastDay(IndexFamily family, String date) {
    return family.isDaily()
        ? YearMonth.parse(date, MONTH).atEndOfMonth()
        : LocalDate.parse(date, DAY);
  }
}
