/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import io.tidemark.api.cost.CostBasis;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.Coverage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The members of an answer: its coverage, the metrics of the workload, and with {@code
 * compare=previous} the same metrics over two periods of equal length that follow each other.
 */
final class SummaryAnswer {

  static final String COMPARED = "compared";
  static final String PREVIOUS = "previous";

  private final Map<String, Object> members = new LinkedHashMap<>();

  SummaryAnswer(Coverage coverage, Map<String, Object> metrics) {
    members.putAll(coverage.members());
    members.putAll(metrics);
  }

  /** Adds how the amounts came about. */
  void add(CostBasis basis) {
    members.putAll(basis.members());
  }

  /** Adds the metrics over one of the periods that are compared. */
  SummaryAnswer add(String name, TimeRange range, Map<String, Object> metrics) {
    Map<String, Object> period = new LinkedHashMap<>();
    period.put("from", range.from());
    period.put("to", range.to());
    period.putAll(metrics);
    members.put(name, period);
    return this;
  }

  Map<String, Object> members() {
    return members;
  }
}
