/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.cost.CostBasis;
import io.tidemark.api.search.Coverage;
import java.util.List;
import java.util.Map;

/**
 * Shares of a metric; the groups and {@code other} add up to {@code total}. Money is decimal text.
 *
 * @param total null when unknown
 * @param other all remaining groups combined; null if there are none
 */
record DistributionAnswer(
    @JsonUnwrapped Coverage coverage,
    @JsonUnwrapped CostBasis basis,
    String metric,
    List<String> groupBy,
    Number total,
    List<Share> groups,
    @Schema(nullable = true) Rest other) {

  /**
   * One group.
   *
   * @param key one value per dimension; null if unknown
   * @param share from 0 to 1; null if the total is 0 or the value is unknown
   */
  record Share(Map<String, String> key, Number value, Double share) {}

  /** All remaining groups combined. */
  record Rest(int groups, Number value, Double share) {}
}
