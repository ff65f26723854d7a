/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.request.TieredRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.IndexFamily;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of the indices that hold a range. Elasticsearch takes 4 KB of them in one request. */
final class TieredIndices {

  /** Days that are named one by one; of more, months are. */
  private static final int MOST_DAYS = 31;

  private TieredIndices() {}

  /** Those of the hours and days of a workload, separated by commas. */
  static String of(Workload workload, TieredRange range) {
    Stream<String> hours =
        range.hours().stream().flatMap(part -> hourly(workload.hourly(), part)).distinct();
    Stream<String> days = range.dates().map(workload.daily()::indexOn).distinct();
    return Stream.concat(hours, days).collect(Collectors.joining(","));
  }

  /** Those of a family with an index per UTC day. */
  static Stream<String> hourly(IndexFamily family, TimeRange range) {
    List<LocalDate> days = range.days();
    if (days.size() <= MOST_DAYS) {
      return days.stream().map(family::indexOn);
    }
    return days.stream().map(day -> monthOf(family.indexOn(day))).distinct();
  }

  private static String monthOf(String indexOfDay) {
    return indexOfDay.substring(0, indexOfDay.lastIndexOf('.') + 1) + "*";
  }
}
