/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Queries;
import io.tidemark.model.comfyui.ComfyuiRecord;
import io.tidemark.model.pricing.Money;
import io.tidemark.model.schema.WorkloadSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Totals of all records of a request, not only of those of a page.
 *
 * @param records how many there are
 * @param sums sums of their fields by name; without fields that no record reports
 * @param cost what they cost; absent without a price list, or when there are too many records
 * @param costLimit how many records may be priced; absent unless there are more
 */
record RecordTotals(
    long records,
    Map<String, Long> sums,
    @JsonInclude(NON_NULL) CostTotal cost,
    @JsonInclude(NON_NULL) Long costLimit) {

  /**
   * The cost of all records.
   *
   * @param amount decimal text; null when that of every record is unknown
   * @param currency ISO 4217 code of the prices
   * @param unpricedRecords records whose cost is unknown, which {@code amount} leaves out
   */
  record CostTotal(Money amount, String currency, long unpricedRecords) {}

  /** A run whose record moved to another day leaves one behind, which does not count. */
  static final Query COUNTED =
      Queries.all(
          List.of(), List.of(Queries.term(WorkloadSchema.OUTCOME, ComfyuiRecord.SUPERSEDED)));

  private static final String RECORDS = "records";
  private static final String OF_COUNTED = "counted";

  static Map<String, Aggregation> createAggregations(RecordKind kind) {
    Aggregations aggregations = new Aggregations().addStats(RECORDS, RecordsQuery.TIME);
    kind.summedFields().forEach(field -> aggregations.addStats(field, field));
    return Map.of(
        OF_COUNTED, Aggregation.of(all -> all.filter(COUNTED).aggregations(aggregations.byName())));
  }

  static RecordTotals read(RecordKind kind, JsonNode answer) {
    JsonNode found = answer.path("aggregations").path(OF_COUNTED);
    Map<String, Long> sums = new LinkedHashMap<>();
    for (String field : kind.summedFields()) {
      JsonNode stats = found.path(field);
      if (stats.path("count").asLong() > 0) {
        sums.put(field, Aggregations.wholeNumber(stats.path("sum")));
      }
    }
    return new RecordTotals(found.path(RECORDS).path("count").asLong(), sums, null, null);
  }

  RecordTotals addCost(CostTotal total) {
    return new RecordTotals(records, sums, total, null);
  }

  RecordTotals leaveOutCost(long limit) {
    return new RecordTotals(records, sums, null, limit);
  }
}
