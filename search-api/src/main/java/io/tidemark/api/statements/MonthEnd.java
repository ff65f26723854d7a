/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.request.Retention;
import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.workload.Workload;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Decides whether events can still change a month. */
@Component
class MonthEnd {

  private final FinalThrough finalThrough;
  private final StatementProperties properties;
  private final Retention retention;

  MonthEnd(FinalThrough finalThrough, StatementProperties properties, Retention retention) {
    this.finalThrough = finalThrough;
    this.properties = properties;
    this.retention = retention;
  }

  /** Start of the days that are kept. */
  Instant keptDays(Instant now, ZoneId zone) {
    return retention.startOfDays(Clock.fixed(now, zone), zone);
  }

  /** Time after its end in which late events may correct a month. */
  Duration lateness() {
    return properties.lateness();
  }

  /**
   * Whether the watermark of all workloads has passed the lateness, without those that were never
   * seen and those that the job no longer runs.
   */
  boolean isFinal(Instant end) {
    List<Workload> priced =
        Workload.listAll().stream()
            .filter(workload -> !CostMetric.listOf(workload).isEmpty())
            .toList();
    Instant through = finalThrough.ofAll(priced);
    return through != null && !through.isBefore(end.plus(lateness()));
  }
}
