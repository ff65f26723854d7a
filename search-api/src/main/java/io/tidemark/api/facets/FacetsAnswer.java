/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.facets;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tidemark.api.search.Coverage;
import java.util.List;

/** The values of the filters. */
record FacetsAnswer(@JsonUnwrapped Coverage coverage, List<Facet> facets) {

  /**
   * One filter.
   *
   * @param more whether there are more values than shown
   */
  record Facet(String name, List<Value> values, boolean more) {}

  /**
   * One value.
   *
   * @param value as the filter takes it; empty for unknown, which comes last and beside the limit
   * @param label how people call it; the value itself where there is no other name
   * @param count calls, runs, … under all other filters
   */
  record Value(String value, String label, long count) {}
}
