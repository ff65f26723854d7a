/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.janitor;

import io.tidemark.model.index.IndexFamily;
import java.time.LocalDate;
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
  private static final int DAY_LENGTH = "yyyy.MM.dd".length();

  private ExpiredIndices() {}

  /** Those of {@code names} that a family would use for a day before {@code firstDay}. */
  static List<String> among(Collection<String> names, LocalDate firstDay) {
    return names.stream().filter(name -> isExpired(name, firstDay)).sorted().toList();
  }

  private static boolean isExpired(String name, LocalDate firstDay) {
    if (name.length() <= DAY_LENGTH) {
      return false;
    }
    try {
      LocalDate day = LocalDate.parse(name.substring(name.length() - DAY_LENGTH), DAY);
      // Only names exactly as a family makes them: somebody's own index stays.
      return day.isBefore(firstDay)
          && Stream.of(IndexFamily.values()).anyMatch(f -> f.indexOn(day).equals(name));
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
