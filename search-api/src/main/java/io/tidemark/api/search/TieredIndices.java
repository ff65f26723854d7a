/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.request.TieredRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.IndexFamily;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of the indices that hold a range. Elasticsearch takes 4 KB of them in one request. */
final class TieredIndices {

  /** Names of one family; of more, patterns of months, and then of years. */
  private static final int MOST = 31;

  private static final String ANY = ".*";

  private TieredIndices() {}

  /** Those of the hours and days of a workload, separated by commas. */
  static String of(Workload workload, TieredRange range) {
    Stream<String> hours =
        range.hours().stream()
            .flatMap(part -> part.days().stream())
            .map(workload.hourly()::indexOn);
    Stream<String> days = range.dates().map(workload.daily()::indexOn);
    return Stream.concat(shorten(hours), shorten(days)).collect(Collectors.joining(","));
  }

  /** Those of a family with an index per UTC day. */
  static Stream<String> hourly(IndexFamily family, TimeRange range) {
    return shorten(range.days().stream().map(family::indexOn));
  }

  private static Stream<String> shorten(Stream<String> names) {
    List<String> all = names.distinct().toList();
    while (all.size() > MOST) {
      all = all.stream().map(TieredIndices::dropLastPart).distinct().toList();
    }
    return all.stream();
  }

  private static String dropLastPart(String name) {
    String dated = name.endsWith(ANY) ? name.substring(0, name.length() - ANY.length()) : name;
    return dated.substring(0, dated.lastIndexOf('.')) + ANY;
  }
}
