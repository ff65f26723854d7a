/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.facets;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.cost.CostBasis;
import io.tidemark.api.search.Coverage;
import java.util.List;

/** Values of the filters. */
record FacetsAnswer(
    @JsonUnwrapped Coverage coverage, @JsonUnwrapped CostBasis basis, List<Facet> facets) {

  /**
   * One filter.
   *
   * @param more whether there are more values than returned
   */
  record Facet(String name, List<Value> values, boolean more) {}

  /**
   * One value.
   *
   * @param value value for the filter; empty for unknown, which is last and not limited
   * @param label display name; the value itself if there is none
   * @param count calls, runs, … under all other filters
   * @param total the metric of {@code order} under all other filters; null if unknown, and in the
   *     order of counts. Money is decimal text
   */
  record Value(String value, String label, long count, @Schema(nullable = true) Number total) {}
}
