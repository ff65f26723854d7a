/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.index;

import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How many days documents of each tier are kept, today included. The installer writes the lifecycle
 * policies from it, the janitor of the search API deletes by it, and the job rejects events of
 * hours that are no longer kept.
 *
 * @param hours of hourly documents
 * @param days of daily documents
 * @param records of records of calls and runs
 * @param deadLetters of rejected records
 */
public record Keep(int hours, int days, int records, int deadLetters) {

  /** Without any setting. */
  public static final Keep DEFAULT = new Keep(30, 400, 30, 30);

  /** The source of the settings of each program. */
  public static final String ENVIRONMENT = "TIDEMARK_KEEP_";

  private static final Pattern DAYS = Pattern.compile("[0-9]{1,5}d");

  private static final int LEAST = 1;
  private static final int MOST = 3650;

  /** An index of a month is as old as its last day. */
  private static final int LONGEST_MONTH = 31;

  public Keep {
    require("HOURS", hours);
    require("DAYS", days);
    require("RECORDS", records);
    require("DEAD_LETTERS", deadLetters);
  }

  /**
   * The settings of an environment: {@code TIDEMARK_KEEP_HOURS}, {@code _DAYS}, {@code _RECORDS}
   * and {@code _DEAD_LETTERS}, in days, for example {@code 90d}.
   *
   * @throws IllegalArgumentException naming what is allowed
   */
  public static Keep fromEnvironment(Map<String, String> environment) {
    return new Keep(
        read(environment, "HOURS", DEFAULT.hours),
        read(environment, "DAYS", DEFAULT.days),
        read(environment, "RECORDS", DEFAULT.records),
        read(environment, "DEAD_LETTERS", DEFAULT.deadLetters));
  }

  /** Days that documents of a family are kept, today included. */
  public int daysOf(IndexFamily family) {
    if (family.isDaily()) {
      return days;
    }
    if (family == IndexFamily.DEAD_LETTERS) {
      return deadLetters;
    }
    return family.holdsRecords() ? records : hours;
  }

  /** The age in days at which an index of a month of days is deleted: its last day is expired. */
  public int ageOfMonths() {
    return days + LONGEST_MONTH;
  }

  /** The first day of which documents of a family are kept. */
  public LocalDate firstDay(IndexFamily family, LocalDate today) {
    return today.minusDays(daysOf(family) - 1L);
  }

  /** The first day such that an index of a family that was restored on it is kept. */
  public LocalDate firstRestored(IndexFamily family, LocalDate today) {
    return today.minusDays((family.isDaily() ? ageOfMonths() : daysOf(family)) - 1L);
  }

  private static int read(Map<String, String> environment, String tier, int otherwise) {
    String text = environment.getOrDefault(ENVIRONMENT + tier, "");
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!DAYS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          ENVIRONMENT + tier + "=" + text + ": write days, for example 90d");
    }
    return Integer.parseInt(text.substring(0, text.length() - 1));
  }

  private static void require(String tier, int days) {
    if (days < LEAST || days > MOST) {
      throw new IllegalArgumentException(
          "%s%s: allowed is %dd to %dd, not %dd".formatted(ENVIRONMENT, tier, LEAST, MOST, days));
    }
  }
}
