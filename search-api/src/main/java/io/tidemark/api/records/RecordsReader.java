/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import io.tidemark.api.cost.RecordCost;
import io.tidemark.api.cost.RecordPrices;
import io.tidemark.api.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads answers to {@link RecordsQuery}. */
final class RecordsReader {

  private RecordsReader() {}

  /** One page. */
  record Page(List<Map<String, JsonNode>> records, Optional<Cursor> next) {}

  static Page page(RecordsRequest request, RecordPrices prices, JsonNode answer) {
    List<Map<String, JsonNode>> records = new ArrayList<>();
    List<String> columns = request.kind().columns();
    Cursor last = null;
    JsonNode hits = answer.path("hits").path("hits");
    for (JsonNode hit : hits) {
      if (records.size() == request.limit()) {
        return new Page(records, Optional.of(last));
      }
      records.add(record(request.kind().workload(), columns, prices, hit));
      last = request.cursor(request.order().readPosition(hit.path("sort")));
    }
    return new Page(records, Optional.empty());
  }

  static Optional<Map<String, JsonNode>> one(
      RecordKind kind, RecordPrices prices, JsonNode answer) {
    JsonNode hit = answer.path("hits").path("hits").path(0);
    return hit.isMissingNode()
        ? Optional.empty()
        : Optional.of(record(kind.workload(), kind.columns(), prices, hit));
  }

  /** All fields of the family in order, null where the record has none. */
  private static Map<String, JsonNode> record(
      Workload workload, List<String> columns, RecordPrices prices, JsonNode hit) {
    JsonNode source = hit.path("_source");
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    for (String column : columns) {
      fields.put(column, source.get(column));
    }
    RecordCost.addTo(fields, workload, source, prices);
    return fields;
  }
}
