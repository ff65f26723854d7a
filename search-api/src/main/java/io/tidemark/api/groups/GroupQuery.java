/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.groups;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregationSource;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.query.Search;
import io.tidemark.api.selection.Selection;
import java.util.List;
import java.util.Map;

/**
 * One page of all groups with their value. A composite aggregation is exact over any number of
 * indices, where a terms aggregation would guess which groups are the greatest.
 */
final class GroupQuery {

  static final String GROUPS = "groups";

  private GroupQuery() {}

  /** {@code after}: the key that ended the page before; empty for the first page. */
  static Search createSearch(
      Selection selection,
      List<String> dimensions,
      Metric metric,
      int pageSize,
      Map<String, FieldValue> after) {
    CompositeAggregation.Builder groups =
        new CompositeAggregation.Builder()
            .size(pageSize)
            .sources(dimensions.stream().map(GroupQuery::createSource).toList());
    if (!after.isEmpty()) {
      groups.after(after);
    }
    Aggregations values = new Aggregations();
    metric.addTo(values);
    Aggregation pages =
        Aggregation.of(
            aggregation -> aggregation.composite(groups.build()).aggregations(values.byName()));
    return Search.aggregate(selection.hourlyQuery(), Map.of(GROUPS, pages));
  }

  private static Map<String, CompositeAggregationSource> createSource(String dimension) {
    return Map.of(
        dimension,
        CompositeAggregationSource.of(
            source -> source.terms(terms -> terms.field(dimension).missingBucket(true))));
  }
}
