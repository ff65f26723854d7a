/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.search.Coverage;
import java.util.List;
import java.util.Map;

/**
 * Shares of a metric; the groups and {@code other} add up to {@code total}.
 *
 * @param total null when unknown
 * @param other all remaining groups combined; null if there are none
 */
record DistributionAnswer(
    @JsonUnwrapped Coverage coverage,
    String metric,
    List<String> groupBy,
    Long total,
    List<Share> groups,
    @Schema(nullable = true) Rest other) {

  /**
   * One group.
   *
   * @param key one value per dimension; null if unknown
   * @param share from 0 to 1; null if the total is 0 or the value is unknown
   */
  record Share(Map<String, String> key, Long value, Double share) {}

  /** All remaining groups combined. */
  record Rest(int groups, Long value, Double share) {}
}
