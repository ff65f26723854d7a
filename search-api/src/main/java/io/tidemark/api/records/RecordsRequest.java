/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import io.tidemark.api.access.Scope;
import io.tidemark.api.export.Export;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.LongRange;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A page of records.
 *
 * @param after where the page before ended
 * @param totals whether all records are added up
 */
record RecordsRequest(
    RecordKind kind,
    Selection selection,
    RecordConditions conditions,
    RecordOrder order,
    Optional<Cursor> after,
    int limit,
    boolean totals) {

  /** Records that one page may have. */
  static final long MOST_RECORDS = 1_000;

  /** Heap that a record takes, about; most have no more than half of the fields. */
  private static final long BYTES_PER_RECORD = 8_000;

  private static final String CURSOR = "cursor";
  private static final String TOTALS = "totals";
  private static final int LONGEST_CURSOR = 4_096;

  static ParameterSet parameters(RecordKind kind) {
    List<Parameter> parameters = new ArrayList<>();
    RecordConditions.outcomeParameter(kind).ifPresent(parameters::add);
    kind.leastDuration().ifPresent(parameters::add);
    parameters.add(
        Parameter.count("limit", "Number of records per page.", 50L, 100, 1, MOST_RECORDS));
    parameters.add(
        Parameter.shortText(
            CURSOR,
            "The value of next in the previous page, for the same token, filters and order.",
            "W0Y1bGxfdGV4dF0",
            LONGEST_CURSOR));
    parameters.add(
        Parameter.choice(
            TOTALS,
            "Adds the number of all records of the request, the sums of their fields, and the cost"
                + " of up to "
                + String.format(Locale.ROOT, "%,d", RecordCosts.MOST)
                + " records, to an answer in JSON.",
            List.of("true", "false"),
            "false"));
    parameters.add(Export.PARAMETER);
    parameters.add(Export.DOWNLOAD);
    RecordConditions.statusCodeParameter(kind).ifPresent(parameters::add);
    parameters.addAll(RecordOrder.parameters(kind));
    return Selection.longParameters(kind.filters()).and(parameters);
  }

  static RecordsRequest of(
      RecordKind kind, ParameterValues values, Scope scope, Clock clock, LongRange.Kept kept) {
    RecordsRequest page =
        new RecordsRequest(
            kind,
            new Selection(
                scope,
                LongRange.of(values, clock, kept),
                Filters.of(values, kind.filters(), scope)),
            RecordConditions.of(kind, values),
            RecordOrder.of(values),
            Optional.empty(),
            values.size("limit"),
            values.choice(TOTALS).equals("true"));
    return values.text(CURSOR).map(cursor -> page.goOn(cursor, values, clock, kept)).orElse(page);
  }

  private RecordsRequest goOn(
      String text, ParameterValues values, Clock clock, LongRange.Kept kept) {
    Cursor cursor = Cursor.decode(text, selection, question());
    if (cursor.last().number().isPresent() == order.isByTime()) {
      // Made up: the text of its order says so, its position does not.
      throw Cursor.foreign();
    }
    TimeRange range = cursor.range();
    if (!range.isServed(clock, kept.first())) {
      throw ProblemException.invalidParameter(
          CURSOR,
          "The range of this cursor is no longer kept.",
          List.of("start again without a cursor"));
    }
    if (!range.agreesWith(values, clock, kept.first())) {
      throw ProblemException.invalidParameter(
          CURSOR,
          "The cursor belongs to " + range.from() + " to " + range.to() + ", not to this range.",
          List.of("the range of the first page, or none"));
    }
    return with(selection.over(range), Optional.of(cursor), limit);
  }

  /**
   * Files are read slice by slice of time, which no other order allows.
   *
   * @throws ProblemException 400 when the request names another order
   */
  void requireNewestFirst() {
    if (!order.isNewestFirst()) {
      throw RecordOrder.notInFiles();
    }
  }

  private RecordsRequest with(Selection other, Optional<Cursor> cursor, int many) {
    return new RecordsRequest(kind, other, conditions, order, cursor, many, totals);
  }

  /** Everything that a cursor is bound to in addition to the caller and the range. */
  String question() {
    return String.join(
            " ", kind.workload().id(), selection.filters().toString(), conditions.describe())
        + order.describe();
  }

  /** The cursor that continues this page after the record at {@code last}. */
  Cursor cursor(RecordPosition last) {
    return new Cursor(selection.range(), last);
  }

  String encode(Cursor cursor) {
    return cursor.encode(selection, question());
  }

  ExpectedAnswer expectedAnswer() {
    return ExpectedAnswer.ofItems(limit, BYTES_PER_RECORD);
  }

  /** The same request for the records of a part of its range. */
  RecordsRequest within(TimeSlice slice) {
    return with(selection.narrow(slice.query(RecordsQuery.TIME)), after, limit);
  }

  /** The same request for {@code many} records after {@code cursor}. */
  RecordsRequest page(Optional<Cursor> cursor, int many) {
    return with(selection, cursor, many);
  }
}
