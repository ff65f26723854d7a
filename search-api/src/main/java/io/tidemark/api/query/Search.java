/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.query;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import java.util.List;
import java.util.Map;

/**
 * One search: the parts of a request that a feature may use, and no others. Suggestions, scripts,
 * runtime fields and the like, which could read past the query, have no place in it.
 *
 * @param sort how hits are ordered; empty without hits
 * @param after the sort values of the hit after which the hits start; empty for the first ones
 * @param fields the fields of each hit; empty for all
 */
public record Search(
    Query query,
    Map<String, Aggregation> aggregations,
    int size,
    List<SortOptions> sort,
    List<FieldValue> after,
    List<String> fields) {

  /** Time limit of Elasticsearch for one search. */
  private static final String TIMEOUT = "10s";

  /** A search for aggregations alone. */
  public static Search aggregate(Query query, Map<String, Aggregation> aggregations) {
    return new Search(query, aggregations, 0, List.of(), List.of(), List.of());
  }

  /** A search for the first {@code size} documents. */
  public static Search list(Query query, int size, List<SortOptions> sort) {
    return new Search(query, Map.of(), size, sort, List.of(), List.of());
  }

  /** Sorts by a field. */
  public static SortOptions sortBy(String field, SortOrder order) {
    return SortOptions.of(sort -> sort.field(by -> by.field(field).order(order)));
  }

  /** The same search for documents after the one with these sort values. */
  public Search startingAfter(List<FieldValue> values) {
    return new Search(query, aggregations, size, sort, values, fields);
  }

  /** The same search with these aggregations over all documents, whatever its hits. */
  public Search adding(Map<String, Aggregation> others) {
    return new Search(query, others, size, sort, after, fields);
  }

  /** The same search with these fields of each document alone. */
  public Search showing(List<String> names) {
    return new Search(query, aggregations, size, sort, after, names);
  }

  /** The same search for at most that many documents. */
  public Search limitedTo(int most) {
    return new Search(query, aggregations, most, sort, after, fields);
  }

  /** The request, to be completed. */
  public SearchRequest.Builder toRequest() {
    SearchRequest.Builder request =
        new SearchRequest.Builder()
            .size(size)
            .timeout(TIMEOUT)
            .trackTotalHits(hits -> hits.enabled(false))
            .query(query);
    if (!aggregations.isEmpty()) {
      request.aggregations(aggregations);
    }
    if (!sort.isEmpty()) {
      request.sort(sort);
    }
    if (!after.isEmpty()) {
      request.searchAfter(after);
    }
    if (!fields.isEmpty()) {
      request.source(source -> source.filter(filter -> filter.includes(fields)));
    }
    return request;
  }
}
