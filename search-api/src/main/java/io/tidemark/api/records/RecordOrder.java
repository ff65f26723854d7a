/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.mapping.FieldType;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterValues;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A total order of records: by a field, then newest first, then by id, which is unique within the
 * tenant. Records without a value of the field come last in both directions.
 *
 * @param field the time, or a number of the records
 * @param direction of the field alone
 */
record RecordOrder(String field, SortOrder direction) {

  static final String TIME = "event_time";

  static final RecordOrder NEWEST_FIRST = new RecordOrder(TIME, SortOrder.Desc);

  private static final String SORT = "sort";
  private static final String DIRECTION = "direction";

  /** An index in which no record has the field yet sorts as those do that have it. */
  private static final FieldType NUMBER = FieldType.Long;

  private static final String LAST = "_last";

  static List<Parameter> parameters(RecordKind kind) {
    return List.of(
        Parameter.choice(
            SORT,
            "Field that orders the records: their time, or a number, without which records come"
                + " last. Records of equal value are ordered by time, the newest first. Files are"
                + " ordered by time alone.",
            Stream.concat(Stream.of(TIME), kind.numberFields().stream()).toList(),
            TIME),
        Parameter.choice(
            DIRECTION,
            "desc begins with the newest or greatest, asc with the oldest or least.",
            List.of(SortOrder.Desc.jsonValue(), SortOrder.Asc.jsonValue()),
            SortOrder.Desc.jsonValue()));
  }

  static RecordOrder of(ParameterValues values) {
    boolean ascending = values.choice(DIRECTION).equals(SortOrder.Asc.jsonValue());
    return new RecordOrder(values.choice(SORT), ascending ? SortOrder.Asc : SortOrder.Desc);
  }

  boolean isNewestFirst() {
    return equals(NEWEST_FIRST);
  }

  boolean isByTime() {
    return field.equals(TIME);
  }

  List<SortOptions> listSorts(RecordKind kind) {
    SortOptions byId = Search.sortBy(kind.idField(), SortOrder.Asc);
    return isByTime()
        ? List.of(sortByTime(direction), byId)
        : List.of(sortByNumber(), sortByTime(SortOrder.Desc), byId);
  }

  private static SortOptions sortByTime(SortOrder order) {
    return SortOptions.of(
        sort -> sort.field(by -> by.field(TIME).order(order).format("epoch_millis")));
  }

  private SortOptions sortByNumber() {
    return SortOptions.of(
        sort ->
            sort.field(
                by ->
                    by.field(field)
                        .order(direction)
                        .missing(FieldValue.of(LAST))
                        .unmappedType(NUMBER)));
  }

  /** The fault of a request for a file in another order than the usual one. */
  static ProblemException notInFiles() {
    return ProblemException.invalidParameter(
        SORT,
        "CSV and NDJSON hold records in the order of time, the newest first.",
        List.of(TIME + " with " + DIRECTION + " " + SortOrder.Desc.jsonValue() + ", or none"));
  }

  /** Where a record stands, by the sort values of its hit. */
  RecordPosition readPosition(JsonNode sort) {
    int time = isByTime() ? 0 : 1;
    return new RecordPosition(
        isByTime() ? Optional.empty() : Optional.of(sort.path(0).asLong()),
        sort.path(time).asLong(),
        sort.path(time + 1).asString());
  }

  /** As the text that distinguishes requests of other orders; empty for the usual one. */
  String describe() {
    return isNewestFirst() ? "" : " " + field + " " + direction.jsonValue();
  }
}
