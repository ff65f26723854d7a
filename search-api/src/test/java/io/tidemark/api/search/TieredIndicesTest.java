/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.request.TieredRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.WorkloadSchemas;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The names of indices fit into one request, however long the range is. */
@Tag("fast")
class TieredIndicesTest {

  /** As much as can be kept. */
  private static final TimeRange TEN_YEARS = range("2016-03-16", "2026-03-13");

  private static final Workload WORKLOAD = Workload.fromSchema(WorkloadSchemas.CODING_AGENTS);

  @Test
  void namesDaysThenMonthsThenYears() {
    assertThat(hourly(range("2026-02-11", "2026-03-14")))
        .hasSize(31)
        .startsWith("tidemark-training-hourly-2026.02.11");
    assertThat(hourly(range("2026-02-11", "2026-03-15")))
        .containsExactly(
            "tidemark-training-hourly-2026.02.*", "tidemark-training-hourly-2026.03.*");
    assertThat(hourly(TEN_YEARS))
        .hasSize(11)
        .startsWith("tidemark-training-hourly-2016.*")
        .endsWith("tidemark-training-hourly-2026.*");
  }

  @Test
  void namesMonthsOfDaysThenYears() {
    String thirteenMonths = names(range("2025-03-01", "2026-03-01"));
    String tenYears = names(TEN_YEARS);

    assertThat(thirteenMonths.split(",", -1))
        .hasSize(12)
        .contains("tidemark-coding-agents-daily-2025.03");
    assertThat(tenYears.split(",", -1)).hasSize(11).contains("tidemark-coding-agents-daily-2016.*");
  }

  private static String names(TimeRange range) {
    return TieredIndices.of(WORKLOAD, TieredRange.of(range, range.to(), UTC, List.of()));
  }

  private static List<String> hourly(TimeRange range) {
    return TieredIndices.hourly(IndexFamily.TRAINING_HOURLY, range).toList();
  }

  private static TimeRange range(String from, String to) {
    return new TimeRange(Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"));
  }
}
