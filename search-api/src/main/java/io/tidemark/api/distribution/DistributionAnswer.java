/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.cost.CostBasis;
import io.tidemark.api.search.Coverage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Shares of a metric; the groups and {@code other} add up to {@code total}. Money is decimal text.
 *
 * @param total null when unknown
 * @param other all remaining groups combined; null if there are none
 * @param comparison the periods that are compared; only with compare=previous
 * @param gone groups of the period before that have nothing any more; only with compare=previous
 */
record DistributionAnswer(
    @JsonUnwrapped Coverage coverage,
    @JsonUnwrapped CostBasis basis,
    String metric,
    List<String> groupBy,
    Number total,
    List<Share> groups,
    @Schema(nullable = true) Rest other,
    @JsonInclude(NON_NULL) Periods comparison,
    @JsonInclude(NON_NULL) List<Gone> gone) {

  /** The same with further metrics of each group, by the values of its key. */
  DistributionAnswer addMetrics(Map<List<String>, Map<String, Number>> further) {
    List<Share> measured =
        groups.stream()
            .map(
                group ->
                    new Share(
                        group.key,
                        group.labels,
                        group.value,
                        group.share,
                        further.get(new ArrayList<>(group.key.values())),
                        group.previous))
            .toList();
    return new DistributionAnswer(
        coverage, basis, metric, groupBy, total, measured, other, comparison, gone);
  }

  /**
   * One group.
   *
   * @param key one value per dimension; null if unknown
   * @param labels names of values of {@code key}: those of the directory, or the newest ones that
   *     senders give, for example to workflows; absent without any
   * @param share from 0 to 1; null if the total is 0 or the value is unknown
   * @param metrics further metrics by name, null if unknown; only with further_metric
   * @param previous the group in the period before; only with compare=previous
   */
  record Share(
      Map<String, String> key,
      @JsonInclude(NON_NULL) Map<String, String> labels,
      Number value,
      Double share,
      @JsonInclude(NON_NULL) Map<String, Number> metrics,
      @JsonInclude(NON_NULL) Previous previous) {}

  /**
   * A group in the period before.
   *
   * @param value null if unknown, or without the group
   * @param rank from 1; null without the group
   * @param change from then to the final hours of the range, as a part of the value then; null if
   *     one of them is unknown, or then was 0
   * @param appeared whether the group had nothing then and has something now
   */
  record Previous(
      @Schema(nullable = true) Number value,
      @Schema(nullable = true) Integer rank,
      @Schema(nullable = true) Double change,
      @JsonProperty("new") boolean appeared) {}

  /** A group of the period before. */
  record Gone(Map<String, String> key, Number value, int rank) {}

  /** The final hours of the range, and as many hours before the range. */
  record Periods(Instant from, Instant to, Instant previousFrom, Instant previousTo) {}

  /** All remaining groups combined. */
  record Rest(int groups, Number value, Double share) {}
}
