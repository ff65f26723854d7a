/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.workload.Workload;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Daily documents, which are kept longer than hourly ones.
 *
 * @param from all days from here on are whole
 */
record KeptDays(ZoneId zone, Instant from) {

  /** Tells which daily documents a workload has. */
  interface Source {
    Optional<KeptDays> find(Workload workload);

    /** The same, asked once for each workload. Not thread-safe. */
    default Source remember() {
      Map<Workload, Optional<KeptDays>> known = new HashMap<>();
      return workload -> known.computeIfAbsent(workload, this::find);
    }

    /** Those of the first workload that has some. */
    default Optional<KeptDays> findAny() {
      return Workload.listAll().stream().map(this::find).flatMap(Optional::stream).findFirst();
    }

    /**
     * The days of a workload that the job no longer runs, from {@code start} on: it does not report
     * them, and they are still there.
     */
    default Optional<KeptDays> findUnreported(Instant start) {
      return findAny().map(days -> new KeptDays(days.zone(), start));
    }

    /** The zone of the platform's days. */
    default ZoneId findZone() {
      return findAny().map(KeptDays::zone).orElse(ZoneOffset.UTC);
    }
  }

  /** The same days from a later time on. */
  KeptDays since(Instant time) {
    return time.isAfter(from) ? new KeptDays(zone, time) : this;
  }

  /** The start of the first day that does not begin before {@code time}. */
  Instant firstMidnight(Instant time) {
    LocalDate day = LocalDate.ofInstant(time, zone);
    Instant start = day.atStartOfDay(zone).toInstant();
    return start.isBefore(time) ? day.plusDays(1).atStartOfDay(zone).toInstant() : start;
  }

  /** The retention that the job reports with its progress. */
  @Component
  static class FromProgress implements Source {

    private final UsageStore store;
    private final FinalThrough finalThrough;

    FromProgress(UsageStore store, FinalThrough finalThrough) {
      this.store = store;
      this.finalThrough = finalThrough;
    }

    /** A job that keeps no days has the zone of its days, too. */
    @Override
    public ZoneId findZone() {
      return finalThrough.progress(Workload.MODEL_CALLS).dayZone();
    }

    @Override
    public Optional<KeptDays> find(Workload workload) {
      JsonNode progress = store.newestProgress(workload);
      return progress.has("days_from") && progress.has("day_zone")
          ? Optional.of(
              new KeptDays(
                  ZoneId.of(progress.path("day_zone").asString()),
                  Instant.parse(progress.path("days_from").asString())))
          : Optional.empty();
    }
  }
}
