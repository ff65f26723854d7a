/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import io.tidemark.api.metric.Aggregations;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What all records of a request add up to, not only those of a page.
 *
 * @param records how many there are
 * @param sums sums of their fields by name; without fields that no record reports
 */
record RecordTotals(long records, Map<String, Long> sums) {

  private static final String RECORDS = "records";

  static Map<String, Aggregation> createAggregations(RecordKind kind) {
    Aggregations aggregations = new Aggregations().addStats(RECORDS, RecordsQuery.TIME);
    kind.summedFields().forEach(field -> aggregations.addStats(field, field));
    return aggregations.byName();
  }

  static RecordTotals read(RecordKind kind, JsonNode answer) {
    JsonNode found = answer.path("aggregations");
    Map<String, Long> sums = new LinkedHashMap<>();
    for (String field : kind.summedFields()) {
      JsonNode stats = found.path(field);
      if (stats.path("count").asLong() > 0) {
        sums.put(field, Aggregations.wholeNumber(stats.path("sum")));
      }
    }
    return new RecordTotals(found.path(RECORDS).path("count").asLong(), sums);
  }
}
