/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.errors;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.records.CountedRecords;
import io.tidemark.api.timeseries.Interval.Bucket;
import io.tidemark.api.timeseries.PointSearch;
import io.tidemark.api.timeseries.Points;
import io.tidemark.model.schema.WorkloadSchema;
import java.util.ArrayList;
import java.util.List;

/** The most frequent values of a field of failed records, and how many there are per point. */
final class ErrorsQuery {

  static final String POINTS = "points";
  static final String VALUES = "values";
  static final String ALL = "all";
  static final String UNKNOWN = "unknown";

  private static final String TIME = "event_time";
  private static final String FAILED = "failed";

  /** Values that each shard counts: the most frequent ones of all are among them. */
  private static final int SHARD_SIZE = 1_000;

  private ErrorsQuery() {}

  /** The most frequent values. */
  static Search findValues(ErrorsRequest request) {
    Aggregation values =
        Aggregation.of(
            aggregation ->
                aggregation.terms(
                    terms ->
                        terms.field(request.by()).size(request.limit()).shardSize(SHARD_SIZE)));
    return Search.aggregate(
        createQuery(request, request.buckets()), new Aggregations().add(VALUES, values).byName());
  }

  /** How many of each value, of none, and of all there are in some points. */
  static Search countValues(ErrorsRequest request, List<Bucket> points, List<String> values) {
    Aggregations series = new Aggregations();
    for (int i = 0; i < values.size(); i++) {
      series.add(nameSeries(i), filter(request, points, Queries.term(request.by(), values.get(i))));
    }
    series.add(UNKNOWN, filter(request, points, Queries.missing(request.by())));
    series.add(ALL, filter(request, points, Queries.present(TIME)));
    return Search.aggregate(createQuery(request, points), series.byName());
  }

  static String nameSeries(int position) {
    return "value" + position;
  }

  private static Aggregation filter(ErrorsRequest request, List<Bucket> points, Query query) {
    Aggregations inner =
        new Aggregations()
            .add(POINTS, Points.aggregation(TIME, request.interval(), points, new Aggregations()));
    return Aggregation.of(all -> all.filter(query).aggregations(inner.byName()));
  }

  private static Query createQuery(ErrorsRequest request, List<Bucket> points) {
    List<Query> conditions = new ArrayList<>();
    conditions.add(Queries.term(WorkloadSchema.OUTCOME, FAILED));
    conditions.add(CountedRecords.QUERY);
    conditions.add(
        Queries.within(TIME, PointSearch.rangeOf(points).from(), PointSearch.rangeOf(points).to()));
    return request.selection().query(TIME, conditions);
  }
}
