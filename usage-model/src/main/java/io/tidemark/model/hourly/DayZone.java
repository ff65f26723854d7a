/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The time zone whose days are aggregated. A day is [start, next start): 23 or 25 hours where
 * clocks change.
 *
 * @param zone its rules
 */
public record DayZone(ZoneId zone) implements Serializable {

  /** The default. */
  public static final DayZone UTC = new DayZone(ZoneId.of("UTC"));

  /** Earlier rules no longer matter: no event of that time is accepted. */
  private static final Instant RULES_FROM = Instant.parse("2020-01-01T00:00:00Z");

  private static final Instant RULES_TO = Instant.parse("2050-01-01T00:00:00Z");

  /** The name in documents, for example {@code Asia/Shanghai}. */
  public String name() {
    return zone.getId();
  }

  /** The local day that holds the moment. */
  public LocalDate dateOf(long epochMillis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), zone);
  }

  /** The start of the day that holds the moment. */
  public long startOf(long epochMillis) {
    return startOf(dateOf(epochMillis));
  }

  /** The start of a day. */
  public long startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** The first moment after the day that holds the moment. */
  public long endOf(long epochMillis) {
    return startOf(dateOf(epochMillis).plusDays(1));
  }

  /** The start of the first day that begins at the moment or after it. */
  public long firstFrom(long epochMillis) {
    long start = startOf(epochMillis);
    return start == epochMillis ? start : endOf(epochMillis);
  }

  /** Whether no window lies in two days. */
  public boolean isMadeOf(Window window) {
    ZoneRules rules = zone.getRules();
    boolean fits = fits(rules.getOffset(RULES_FROM), window);
    ZoneOffsetTransition change = rules.nextTransition(RULES_FROM);
    while (fits && change != null && change.getInstant().isBefore(RULES_TO)) {
      fits = fits(change.getOffsetAfter(), window);
      change = rules.nextTransition(change.getInstant());
    }
    return fits;
  }

  private static boolean fits(ZoneOffset offset, Window window) {
    return Duration.ofSeconds(offset.getTotalSeconds()).toMillis() % window.millis() == 0;
  }
}
