/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.access.Scope;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.metric.PricedMetric;
import io.tidemark.api.request.TieredRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Tag("fast")
class ForecastRequestTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final LocalDate TODAY = LocalDate.parse("2026-03-12");
  private static final TimeRange HISTORY =
      new TimeRange(Instant.parse("2025-02-06T00:00:00Z"), Instant.parse("2026-03-12T11:00:00Z"));

  @ParameterizedTest
  @CsvSource({"1, 4, 400", "40, 4, 250", "40, 0, 400", "400, 4, 30", "1000, 49, 30"})
  void keepsAsManyDaysAsFitIntoOneAnswer(int bucketsPerGroup, int groups, int days) {
    ForecastRequest fit = create(bucketsPerGroup, groups).fit();

    assertThat(fit.buckets()).hasSize(days);
    assertThat(fit.selection().range().to()).isEqualTo(HISTORY.to());
    assertThat(fit.selection().tiers().dates().findFirst()).hasValue(TODAY.minusDays(days - 1));
  }

  @Test
  void ranksGroupsOverTheLast30Days() {
    ForecastRequest request = create(1, 4);

    assertThat(request.isLong()).isTrue();
    assertThat(request.recent().buckets()).hasSize(30);
    assertThat(request.recent().isLong()).isFalse();
    assertThat(request.recent().selection().tiers().hours())
        .isEqualTo(request.selection().tiers().hours());
  }

  private static ForecastRequest create(int bucketsPerGroup, int groups) {
    Scope scope = new Scope("fit", "root", true, new TreeSet<>());
    TieredRange tiers = TieredRange.of(HISTORY, HISTORY.from(), UTC, List.of(HISTORY));
    return new ForecastRequest(
        Workload.MODEL_CALLS,
        new Selection(scope, HISTORY, Filters.NONE, tiers),
        createMetric(bucketsPerGroup),
        Horizon.SEVEN_DAYS,
        UTC,
        TODAY,
        groups == 0 ? Optional.empty() : Optional.of("user_id"),
        groups);
  }

  private static Metric createMetric(int bucketsPerGroup) {
    return new PricedMetric(
        "cost",
        true,
        bucketsPerGroup,
        new PricedMetric.Pricer() {
          @Override
          public void addTo(Aggregations aggregations) {
            aggregations.addSum("input_tokens", "input_tokens");
          }

          @Override
          public Number read(JsonNode aggregations) {
            return 0;
          }

          @Override
          public Number ofNothing() {
            return 0;
          }
        });
  }
}
