/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.index;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The alias that says on which day an index was restored from the archive, on clusters without
 * lifecycle management: by the date in its name it would be deleted at once.
 */
public final class RestoredAlias {

  private static final String PREFIX = IndexFamily.PREFIX + "restored-";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu.MM.dd", Locale.ROOT);

  /** Matches all of them. */
  public static final String PATTERN = PREFIX + "*";

  private RestoredAlias() {}

  /** The alias of indices that were restored on a day. */
  public static String nameOf(LocalDate day) {
    return PREFIX + DAY.format(day);
  }

  /** The day that an alias names; empty for any other alias. */
  public static Optional<LocalDate> findDay(String alias) {
    if (!alias.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(alias.substring(PREFIX.length()), DAY));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
