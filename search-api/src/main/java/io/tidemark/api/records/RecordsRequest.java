/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import io.tidemark.api.access.Scope;
import io.tidemark.api.export.Export;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Clauses;
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
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A page of records, newest first.
 *
 * @param further clauses beside the common filters
 * @param after where the page before ended
 */
record RecordsRequest(
    RecordKind kind,
    Selection selection,
    List<JsonNode> further,
    Optional<Cursor> after,
    int limit) {

  /** Records that one page may have. */
  static final long MOST_RECORDS = 1_000;

  /** Heap that a record takes, about; most have no more than half of the fields. */
  private static final long BYTES_PER_RECORD = 8_000;

  private static final String CURSOR = "cursor";

  static ParameterSet parameters(RecordKind kind) {
    ParameterSet common =
        Selection.parameters(kind.filters())
            .and(
                Parameter.texts(
                    kind.outcome().name(),
                    "Only records that ended so; repeat it for several.",
                    "failed",
                    kind.outcome().allowed()),
                kind.leastDuration(),
                Parameter.count("limit", "Records on a page.", 50L, 100, 1, MOST_RECORDS),
                Parameter.shortText(
                    CURSOR,
                    "next of the page before, with the same token and filters.",
                    "W0Y1bGxfdGV4dF0",
                    4_096),
                Export.PARAMETER,
                Export.DOWNLOAD);
    return kind == RecordKind.MODEL_CALLS
        ? common.and(Parameter.count("status_code", "Only this status code.", null, 429, 0, 599))
        : common;
  }

  static RecordsRequest of(RecordKind kind, ParameterValues values, Scope scope, Clock clock) {
    Selection selection =
        new Selection(
            scope, TimeRange.of(values, clock), Filters.of(values, kind.filters(), scope));
    List<JsonNode> further = further(kind, values);
    Optional<Cursor> after =
        values
            .text(CURSOR)
            .map(text -> Cursor.decode(text, selection, question(kind, selection, further)));
    TimeRange range = after.map(Cursor::range).orElse(selection.range());
    if (after.isPresent() && !range.agreesWith(values, clock)) {
      throw ProblemException.invalidParameter(
          CURSOR,
          "The cursor belongs to " + range.from() + " to " + range.to() + ", not to this range.",
          List.of("the range of the first page, or none"));
    }
    if (!range.isServed(clock)) {
      throw ProblemException.invalidParameter(
          CURSOR,
          "The range of this cursor is no longer kept.",
          List.of("start again without a cursor"));
    }
    return new RecordsRequest(kind, selection.over(range), further, after, values.size("limit"));
  }

  private static List<JsonNode> further(RecordKind kind, ParameterValues values) {
    List<JsonNode> clauses = new ArrayList<>();
    List<String> outcomes = values.texts(kind.outcome().name());
    if (!outcomes.isEmpty()) {
      clauses.add(Clauses.terms(kind.outcome().name(), outcomes));
    }
    values
        .count(kind.leastDuration().name())
        .ifPresent(least -> clauses.add(Clauses.atLeast(kind.durationField(), least)));
    if (kind == RecordKind.MODEL_CALLS) {
      values.text("status_code").ifPresent(c -> clauses.add(Clauses.term("status_code", c)));
    }
    return clauses;
  }

  static String question(RecordKind kind, Selection selection, List<JsonNode> further) {
    return kind.name() + selection.filters() + further;
  }

  /** What continues this page after the record at {@code time} with {@code id}. */
  Cursor cursor(long time, String id) {
    return new Cursor(selection.range(), time, id);
  }

  String encode(Cursor cursor) {
    return cursor.encode(selection, question(kind, selection, further));
  }

  ExpectedAnswer expectedAnswer() {
    return ExpectedAnswer.ofItems(limit, BYTES_PER_RECORD);
  }

  /** The same request for {@code many} records after {@code cursor}. */
  RecordsRequest page(Optional<Cursor> cursor, int many) {
    return new RecordsRequest(kind, selection, further, cursor, many);
  }
}
