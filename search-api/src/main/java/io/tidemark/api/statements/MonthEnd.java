/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Decides whether events can still change a month. */
@Component
class MonthEnd {

  private final FinalThrough finalThrough;
  private final StatementProperties properties;

  MonthEnd(FinalThrough finalThrough, StatementProperties properties) {
    this.finalThrough = finalThrough;
    this.properties = properties;
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
