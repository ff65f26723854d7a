/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.request;

import io.tidemark.model.index.Keep;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Which days are served, today included: {@code tidemark.keep.*}. */
@Component
public final class Retention {

  /** Days of hours that are served without a setting. */
  public static final int DAYS = Keep.DEFAULT.hours();

  /** The properties of the tiers, behind {@code tidemark.keep.}. */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "hours", "HOURS", "days", "DAYS", "records", "RECORDS", "dead-letters", "DEAD_LETTERS");

  private final Keep keep;

  @Autowired
  Retention(Environment environment) {
    this(read(environment));
  }

  /** The days of {@code keep}. */
  public Retention(Keep keep) {
    this.keep = keep;
  }

  private static Keep read(Environment environment) {
    Map<String, String> given = new HashMap<>();
    PROPERTIES.forEach(
        (property, tier) -> {
          String value = environment.getProperty("tidemark.keep." + property);
          if (value != null) {
            given.put(Keep.ENVIRONMENT + tier, value);
          }
        });
    return Keep.fromEnvironment(given);
  }

  /** How long each tier is kept. */
  public Keep keep() {
    return keep;
  }

  /** The first hour that is served. */
  public Instant startOfHours(Clock clock) {
    return startOf(keep.hours(), clock);
  }

  /** The first record that is served. */
  public Instant startOfRecords(Clock clock) {
    return startOf(keep.records(), clock);
  }

  /** The start of the first day that is served as a daily document. */
  public Instant startOfDays(Clock clock, ZoneId zone) {
    return LocalDate.ofInstant(clock.instant(), zone)
        .minusDays(keep.days() - 1L)
        .atStartOfDay(zone)
        .toInstant();
  }

  /** The start of the first day that is served without a setting. */
  public static Instant start(Clock clock) {
    return startOf(DAYS, clock);
  }

  private static Instant startOf(int days, Clock clock) {
    return today(clock).minusDays(days - 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static LocalDate today(Clock clock) {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
