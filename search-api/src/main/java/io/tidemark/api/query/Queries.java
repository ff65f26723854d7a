/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.query;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.json.JsonData;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Queries over documents. A value is always a value of its own, never part of an expression, so
 * input from callers is never parsed as a query.
 */
public final class Queries {

  private Queries() {}

  /** {@code field} is {@code value}. */
  public static Query term(String field, String value) {
    return Query.of(query -> query.term(term -> term.field(field).value(value)));
  }

  /** {@code field} is one of {@code values}; the order of the values is kept. */
  public static Query terms(String field, Collection<String> values) {
    List<FieldValue> all = values.stream().map(FieldValue::of).toList();
    return Query.of(query -> query.terms(terms -> terms.field(field).terms(t -> t.value(all))));
  }

  /** {@code field} is one of {@code values}. */
  public static Query numbers(String field, Collection<Long> values) {
    List<FieldValue> all = values.stream().map(FieldValue::of).toList();
    return Query.of(query -> query.terms(terms -> terms.field(field).terms(t -> t.value(all))));
  }

  /** {@code field} is there. */
  public static Query present(String field) {
    return Query.of(query -> query.exists(exists -> exists.field(field)));
  }

  /** {@code field} is absent. */
  public static Query missing(String field) {
    Query present = present(field);
    return Query.of(query -> query.bool(bool -> bool.mustNot(present)));
  }

  /** At least one of {@code queries} holds. */
  public static Query any(List<Query> queries) {
    return Query.of(query -> query.bool(bool -> bool.should(queries)));
  }

  /** {@code field} is there and begins with {@code start}. */
  public static Query prefix(String field, String start) {
    return Query.of(query -> query.prefix(prefix -> prefix.field(field).value(start)));
  }

  /** {@code field} as a whole matches a regular expression of Lucene. */
  public static Query regexp(String field, String expression) {
    return Query.of(query -> query.regexp(regexp -> regexp.field(field).value(expression)));
  }

  /** {@code from <= field < to}. */
  public static Query within(String field, Instant from, Instant to) {
    return Query.of(
        query ->
            query.range(
                range ->
                    range
                        .field(field)
                        .gte(JsonData.of(from.toString()))
                        .lt(JsonData.of(to.toString()))));
  }

  /** {@code field >= least}. */
  public static Query atLeast(String field, long least) {
    return Query.of(query -> query.range(range -> range.field(field).gte(JsonData.of(least))));
  }

  /**
   * The time in {@code field} is not after {@code time}. In milliseconds: text without a fraction
   * would stand for the whole second.
   */
  public static Query until(String field, Instant time) {
    return Query.of(
        query -> query.range(range -> range.field(field).lte(JsonData.of(time.toEpochMilli()))));
  }

  /** All of {@code filters} hold, and none of {@code excluded}. */
  public static Query all(List<Query> filters, List<Query> excluded) {
    BoolQuery.Builder bool = new BoolQuery.Builder().filter(filters);
    if (!excluded.isEmpty()) {
      bool.mustNot(excluded);
    }
    return bool.build()._toQuery();
  }
}
