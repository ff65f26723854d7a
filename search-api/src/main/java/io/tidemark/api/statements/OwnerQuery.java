/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregationSource;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Search;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One page of the usage of a segment by whose it is. */
final class OwnerQuery {

  static final String OWNERS = "owners";
  static final String PROJECT = "project_id";
  static final String USER = "user_id";
  static final String KEY = "api_key_id";

  private OwnerQuery() {}

  /** The value of a dimension of an owner; null where it is unknown. */
  static String readText(JsonNode key, String field) {
    JsonNode value = key.path(field);
    return value.isString() ? value.asString() : null;
  }

  /** The field that distinguishes owners in a workload; usage without a value is an owner, too. */
  static List<String> fieldsOf(Workload workload) {
    return Stream.of(PROJECT, USER, KEY).filter(workload.dimensions()::contains).toList();
  }

  static Search createPage(
      Selection selection,
      Segment segment,
      List<String> fields,
      PricedSelection priced,
      int size,
      Map<String, FieldValue> after) {
    CompositeAggregation.Builder owners =
        new CompositeAggregation.Builder()
            .size(size)
            .sources(fields.stream().map(OwnerQuery::source).toList());
    if (!after.isEmpty()) {
      owners.after(after);
    }
    Aggregations usage = new Aggregations();
    priced.addTo(usage);
    return Search.aggregate(
        segment.windows().query(selection),
        Map.of(
            OWNERS,
            Aggregation.of(
                aggregation ->
                    aggregation.composite(owners.build()).aggregations(usage.byName()))));
  }

  private static Map<String, CompositeAggregationSource> source(String field) {
    return Map.of(
        field,
        CompositeAggregationSource.of(
            source -> source.terms(terms -> terms.field(field).missingBucket(true))));
  }
}
