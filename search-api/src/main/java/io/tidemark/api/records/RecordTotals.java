/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Queries;
import io.tidemark.model.comfyui.ComfyuiRecord;
import io.tidemark.model.schema.WorkloadSchema;
import java.util.LinkedHashMap;
import java.util.List;
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
  private static final String COUNTED = "counted";

  static Map<String, Aggregation> createAggregations(RecordKind kind) {
    Aggregations aggregations = new Aggregations().addStats(RECORDS, RecordsQuery.TIME);
    kind.summedFields().forEach(field -> aggregations.addStats(field, field));
    // Of a run whose record moved to another day, the one that it left behind does not count.
    Query counted =
        Queries.all(
            List.of(), List.of(Queries.term(WorkloadSchema.OUTCOME, ComfyuiRecord.SUPERSEDED)));
    return Map.of(
        COUNTED, Aggregation.of(all -> all.filter(counted).aggregations(aggregations.byName())));
  }

  static RecordTotals read(RecordKind kind, JsonNode answer) {
    JsonNode found = answer.path("aggregations").path(COUNTED);
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
