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
 * How a figure divides; the groups and {@code other} add up to {@code total}.
 *
 * @param total null when unknown
 * @param other what stands in no group; null when nothing is left
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
   * @param key a value per dimension; null where it is unknown
   * @param share 0 to 1; null where the total is 0 or the value unknown
   */
  record Share(Map<String, String> key, Long value, Double share) {}

  /** All further groups together. */
  record Rest(int groups, Long value, Double share) {}
}
