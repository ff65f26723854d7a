/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.errors;

import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.records.RecordKind;
import io.tidemark.api.request.LongRange;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.timeseries.Interval;
import io.tidemark.api.timeseries.Points;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/**
 * Failed records over time.
 *
 * @param by the field whose greatest values get a series each
 * @param limit how many values
 */
record ErrorsRequest(
    RecordKind kind, Selection selection, String by, Interval interval, ZoneId zone, int limit) {

  /** Points that one answer may have, over all series. */
  private static final int MOST_POINTS = 2_000;

  private static final long MOST_SERIES = 20;

  /** Series besides the values: unknown, and all. */
  private static final int FURTHER_SERIES = 2;

  private static final String BY = "by";
  private static final String LIMIT = "limit";

  static ParameterSet parameters(RecordKind kind) {
    List<String> fields = kind.errorFields();
    return Selection.longParameters(kind.filters())
        .and(Interval.PARAMETERS)
        .and(
            Parameter.choice(
                BY, "Field whose most frequent values get a series each.", fields, fields.get(0)),
            Parameter.count(
                LIMIT, "Number of values; the rest is combined as other.", 8L, 5, 1, MOST_SERIES));
  }

  static ErrorsRequest of(
      RecordKind kind, ParameterValues values, Scope scope, Clock clock, LongRange.Kept kept) {
    ErrorsRequest request =
        new ErrorsRequest(
            kind,
            new Selection(
                scope,
                LongRange.keptPart(values, clock, kept.first(), kept::zone),
                Filters.of(values, kind.filters(), scope)),
            values.choice(BY),
            Interval.of(values.choice("interval")),
            values.zone("time_zone"),
            values.size(LIMIT));
    if (request.points() > MOST_POINTS) {
      throw ProblemException.tooLarge(
          "The answer could have "
              + request.points()
              + " points; ask for days, a shorter range or fewer series.",
          MOST_POINTS);
    }
    return request;
  }

  private long points() {
    return (long) buckets().size() * (limit + FURTHER_SERIES);
  }

  ExpectedAnswer expectedAnswer() {
    return ExpectedAnswer.ofPoints(
        points(),
        1,
        Reduction.ofBuckets(
            ErrorsQuery.POINTS, point -> Points.reduce(point, ErrorsReader::readCount)));
  }

  List<Interval.Bucket> buckets() {
    return interval.cut(selection.range(), zone);
  }
}
