/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import io.tidemark.api.access.Scope;
import io.tidemark.api.metric.BinMerge;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.TieredRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fast")
class SummaryQueryTest {

  /** The default of {@code search.max_buckets}. */
  private static final int MOST_BUCKETS = 65_536;

  /** Prices, of which each has a bucket, for the cost of the summary. */
  private static final int PRICES = 2_000;

  private static final TimeRange RANGE =
      new TimeRange(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-12T00:00:00Z"));

  private static List<Workload> workloads() {
    return Workload.listAll();
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void allKeywordsOfAllHistogramsAreAllowedInOneAnswer(Workload workload) {
    Scope scope = new Scope("acme", "root", true, new TreeSet<>());
    Selection selection = new Selection(scope, RANGE, Filters.NONE, TieredRange.ofHours(RANGE));

    Search search =
        SummaryQuery.createSearch(workload, selection, BinMerge.KEYWORDS, Optional.empty());

    List<Integer> buckets =
        search.aggregations().values().stream()
            .filter(Aggregation::isTerms)
            .map(aggregation -> aggregation.terms().size())
            .toList();
    assertThat(buckets).hasSameSizeAs(workload.histograms());
    assertThat(buckets.stream().mapToInt(size -> size).sum())
        .isLessThanOrEqualTo(MOST_BUCKETS - PRICES);
  }
}
