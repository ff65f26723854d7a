/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.usage;

import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.FinalThrough.Progress;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.workload.Workload;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Days that are kept longer than hours.
 *
 * @param from all days from here on are whole
 */
record KeptDays(ZoneId zone, Instant from) {

  private static final String DAYS_FROM = "days_from";
  private static final String DAY_ZONE = "day_zone";

  /** Those of a workload; empty when its job keeps no days. */
  static Optional<KeptDays> find(UsageStore store, Workload workload) {
    JsonNode progress = store.newestProgress(workload);
    if (!progress.has(DAYS_FROM) || !progress.has(DAY_ZONE)) {
      return Optional.empty();
    }
    return Optional.of(
        new KeptDays(
            ZoneId.of(progress.path(DAY_ZONE).asString()),
            Instant.parse(progress.path(DAYS_FROM).asString())));
  }

  /** Days before {@code start} are deleted, if not at once. */
  KeptDays since(Instant start) {
    return from.isBefore(start) ? new KeptDays(zone, start) : this;
  }

  /**
   * The time from which on the usage of a range is known to be complete; empty if all of it is.
   *
   * @param firstHour the first moment of which hours are kept
   */
  Optional<Instant> findCompleteFrom(TimeRange range, Instant firstHour) {
    return new Progress(null, from, zone).findCompleteFrom(range, firstHour);
  }
}
