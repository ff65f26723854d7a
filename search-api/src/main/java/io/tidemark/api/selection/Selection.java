/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.selection;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.access.Scope;
import io.tidemark.api.access.ScopeFilter;
import io.tidemark.api.query.Queries;
import io.tidemark.api.request.LongRange;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.TieredRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.workload.FilterField;
import io.tidemark.api.workload.Workload;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which documents a request is about.
 *
 * @param scope what the caller may see
 * @param range the hours
 * @param filters the caller's own choice within both
 * @param tiers which documents answer which part of the range
 * @param narrowing further queries that the documents match
 */
public record Selection(
    Scope scope, TimeRange range, Filters filters, TieredRange tiers, List<Query> narrowing) {

  private static final String HOUR = "hour";
  private static final String DAY = "day";

  public Selection {
    narrowing = List.copyOf(narrowing);
  }

  /** A selection by filters alone. */
  public Selection(Scope scope, TimeRange range, Filters filters, TieredRange tiers) {
    this(scope, range, filters, tiers, List.of());
  }

  /** A selection that hours alone answer. */
  public Selection(Scope scope, TimeRange range, Filters filters) {
    this(scope, range, filters, TieredRange.ofHours(range));
  }

  /** The parameters of every route over hours and days of {@code workload}. */
  public static ParameterSet longParameters(Workload workload) {
    return longParameters(workload.filters());
  }

  /** The parameters of every route over hours and days with these filters. */
  public static ParameterSet longParameters(List<FilterField> filters) {
    return ParameterSet.of(LongRange.PARAMETERS.toArray(Parameter[]::new))
        .and(Filters.parameters(filters));
  }

  /** The parameters of every route over the hourly documents of {@code workload}. */
  public static ParameterSet parameters(Workload workload) {
    return parameters(workload.filters());
  }

  /** The parameters of every route over documents with these filters. */
  public static ParameterSet parameters(List<FilterField> filters) {
    return ParameterSet.of(TimeRange.PARAMETERS.toArray(Parameter[]::new))
        .and(Filters.parameters(filters));
  }

  /** The selection of one request over hourly documents. */
  public static Selection of(ParameterValues values, Workload workload, Scope scope, Clock clock) {
    return new Selection(
        scope, TimeRange.of(values, clock), Filters.of(values, workload.filters(), scope));
  }

  /** The same selection over another range. */
  public Selection over(TimeRange other) {
    return new Selection(scope, other, filters, TieredRange.ofHours(other), narrowing);
  }

  /** The same selection with other documents for the parts of its range. */
  public Selection readBy(TieredRange other) {
    return new Selection(scope, range, filters, other, narrowing);
  }

  /**
   * The part of the same that begins at {@code start}.
   *
   * @param start within the range, a midnight where days are read
   */
  public Selection since(Instant start) {
    return new Selection(
        scope, new TimeRange(start, range.to()), filters, tiers.since(start), narrowing);
  }

  /** The same without the filter of one parameter. */
  public Selection without(String name) {
    return new Selection(scope, range, filters.without(name), tiers, narrowing);
  }

  /** The documents of this selection that match a query. */
  public Selection narrow(Query query) {
    return new Selection(
        scope, range, filters, tiers, Stream.concat(narrowing.stream(), Stream.of(query)).toList());
  }

  /** The windows of this selection that begin in a part of its range. */
  public Selection within(TimeRange part) {
    return part.equals(range) ? this : narrow(Queries.within(HOUR, part.from(), part.to()));
  }

  /** The query for documents of windows, tenant first. */
  public Query hourlyQuery() {
    return query(HOUR, List.of());
  }

  /** The query for hourly documents of the scope and range, the caller's filters left out. */
  public Query unfilteredQuery() {
    return new Selection(scope, range, Filters.NONE, tiers).hourlyQuery();
  }

  /** The query for documents whose time is {@code timeField}, tenant first. */
  public Query query(String timeField, List<Query> further) {
    List<Query> clauses = new ArrayList<>(ScopeFilter.usage(scope));
    clauses.add(
        timeField.equals(HOUR) ? window() : Queries.within(timeField, range.from(), range.to()));
    clauses.addAll(filters.keptClauses(null));
    clauses.addAll(narrowing);
    clauses.addAll(further);
    return Queries.all(clauses, filters.leftOutClauses(null));
  }

  /** Documents of hours and days; a day has its beginning as its hour, too. */
  private Query window() {
    if (tiers.isHourly()) {
      return Queries.within(HOUR, range.from(), range.to());
    }
    List<Query> parts = new ArrayList<>();
    for (TimeRange hours : tiers.hours()) {
      Query within = Queries.within(HOUR, hours.from(), hours.to());
      parts.add(Queries.all(List.of(within), List.of(Queries.present(DAY))));
    }
    for (TimeRange days : tiers.days()) {
      Query within = Queries.within(DAY, days.from(), days.to());
      Query zone = Queries.term("day_zone", tiers.zone().getId());
      parts.add(Queries.all(List.of(within, zone), List.of()));
    }
    return Queries.any(parts);
  }
}
