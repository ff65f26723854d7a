/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.sources;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.util.NamedValue;
import io.tidemark.api.access.Scope;
import io.tidemark.api.access.ScopeFilter;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.TimeRange;
import io.tidemark.model.sources.AgeBins;
import io.tidemark.model.sources.SourceFields;
import io.tidemark.model.sources.SourceReasons;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The events that sources of the tenant sent. */
final class SourcesQuery {

  static final String SOURCES = "sources";
  static final String RECENT = "recent";
  static final String LAST = "last";
  static final String LAST_AT = "last_at";

  /** Events a minute are those of this time. */
  static final Duration RECENT_TIME = Duration.ofMinutes(15);

  /** A tenant has up to 1,000 keys; tokens come on top. */
  static final int MOST_SOURCES = 2_000;

  private SourcesQuery() {}

  /** The sums of a period, by source. */
  static Search searchPeriod(Scope scope, TimeRange range) {
    Aggregations sums = new Aggregations();
    for (String field :
        List.of(
            SourceFields.REQUESTS,
            SourceFields.ACCEPTED,
            SourceFields.REJECTED,
            SourceFields.IGNORED,
            SourceFields.FAILED_REQUESTS)) {
      sums.addSum(field, field);
    }
    SourceReasons.OF_ITEMS.forEach(reason -> addSum(sums, nameRejected(reason)));
    SourceReasons.OF_REQUESTS.forEach(reason -> addSum(sums, nameFailed(reason)));
    for (int bin = 0; bin < AgeBins.COUNT; bin++) {
      addSum(sums, nameAge(bin));
    }
    sums.addMin(SourceFields.LEAST_AGE, SourceFields.LEAST_AGE);
    sums.add(LAST, lastRejection());
    List<Query> filters = new ArrayList<>(ScopeFilter.tenant(scope));
    filters.add(Queries.within(SourceFields.MINUTE, range.from(), range.to()));
    return bySource(filters, sums);
  }

  /** When each source sent last, and how much it sends now. */
  static Search searchLatest(Scope scope, Instant now) {
    Aggregations metrics =
        new Aggregations()
            .addMax(SourceFields.LAST_REQUEST, SourceFields.LAST_REQUEST)
            .addMax(SourceFields.LAST_EVENT, SourceFields.LAST_EVENT);
    Query recent = Queries.within(SourceFields.MINUTE, now.minus(RECENT_TIME), now.plusSeconds(1));
    Aggregations accepted = new Aggregations().addSum(SourceFields.ACCEPTED, SourceFields.ACCEPTED);
    metrics.add(
        RECENT,
        Aggregation.of(aggregation -> aggregation.filter(recent).aggregations(accepted.byName())));
    return bySource(ScopeFilter.tenant(scope), metrics);
  }

  private static Search bySource(List<Query> filters, Aggregations metrics) {
    Map<String, Aggregation> inner = metrics.byName();
    inner.put(SourceFields.SOURCE_NAME, firstTerm(SourceFields.SOURCE_NAME));
    inner.put(SourceFields.SOURCE_TYPE, firstTerm(SourceFields.SOURCE_TYPE));
    Aggregation sources =
        Aggregation.of(
            aggregation ->
                aggregation
                    .terms(terms -> terms.field(SourceFields.SOURCE_ID).size(MOST_SOURCES))
                    .aggregations(inner));
    return Search.aggregate(Queries.all(filters, List.of()), Map.of(SOURCES, sources));
  }

  private static Aggregation firstTerm(String field) {
    return Aggregation.of(aggregation -> aggregation.terms(terms -> terms.field(field).size(1)));
  }

  /** The message with the newest rejection. */
  private static Aggregation lastRejection() {
    Aggregations about = new Aggregations().addMax(LAST_AT, SourceFields.LAST_REJECTED);
    about.add(SourceFields.LAST_REASON, firstTerm(SourceFields.LAST_REASON));
    return Aggregation.of(
        aggregation ->
            aggregation
                .terms(
                    terms ->
                        terms
                            .field(SourceFields.LAST_MESSAGE)
                            .size(1)
                            .order(List.of(NamedValue.of(LAST_AT, SortOrder.Desc))))
                .aggregations(about.byName()));
  }

  private static void addSum(Aggregations sums, String field) {
    sums.addSum(field, field);
  }

  static String nameRejected(String reason) {
    return SourceFields.REJECTED_BY_REASON + "." + reason;
  }

  static String nameFailed(String reason) {
    return SourceFields.FAILED_BY_REASON + "." + reason;
  }

  static String nameAge(int bin) {
    return SourceFields.AGES + "." + AgeBins.fieldName(bin);
  }
}
