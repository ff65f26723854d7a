/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.hold;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.json.JsonData;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The documents of a hold. */
public final class HoldQuery {

  /** The form of the ids that stand for erased people. */
  private static final Pattern PSEUDONYM = Pattern.compile("p-[0-9a-f]{32}");

  private static final String TENANT = "tenant_id";
  private static final String USER = "user_id";
  private static final String SEQUENCE_NUMBER = "_seq_no";

  /**
   * The time of the documents of a family.
   *
   * @param longest the longest window that begins with it
   */
  private record Time(String field, Duration longest) {}

  /** In the order of preference. */
  private static final List<Time> TIMES =
      List.of(
          new Time("hour", Duration.ofHours(1)),
          new Time("day", Duration.ofHours(25)),
          new Time("event_time", Duration.ZERO));

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private HoldQuery() {}

  /** The families of documents that name a user. */
  static List<IndexFamily> families() {
    return Stream.of(IndexFamily.values()).filter(family -> hasField(family, USER)).toList();
  }

  /** Whether a document is about somebody who was erased. */
  static boolean isErased(JsonNode document) {
    return PSEUDONYM.matcher(document.path(USER).asString("")).matches();
  }

  private static boolean hasField(IndexFamily family, String name) {
    return DocumentFields.of(family).stream().anyMatch(field -> field.name().equals(name));
  }

  /** A page of the documents in a shard of a family, in the order of their writes. */
  static Search createSearch(
      String tenant, Hold hold, IndexFamily family, long fromSequenceNumber, int most) {
    List<Query> filters = new ArrayList<>();
    filters.add(Queries.term(TENANT, tenant));
    filters.add(Queries.atLeast(SEQUENCE_NUMBER, fromSequenceNumber));
    if (!hold.users().isEmpty()) {
      filters.add(Queries.terms(USER, hold.users()));
    }
    Time time = findTime(name -> hasField(family, name));
    Instant from = hold.from() == null ? null : hold.from().minus(time.longest());
    within(time.field(), from, hold.to()).ifPresent(filters::add);
    return Search.list(
        Queries.all(filters, List.of()),
        most,
        List.of(Search.sortBy(SEQUENCE_NUMBER, SortOrder.Asc)));
  }

  private static Time findTime(Predicate<String> hasField) {
    return TIMES.stream().filter(time -> hasField.test(time.field())).findFirst().orElseThrow();
  }

  /** Whether a document that the search found is of the time of the hold, at least in part. */
  static boolean isInTime(Hold hold, JsonNode document) {
    long minutes = document.path("window_minutes").asLong(0);
    if (hold.from() == null || minutes == 0) {
      return true;
    }
    Instant start = Instant.parse(document.path(findTime(document::has).field()).asString());
    return start.plus(Duration.ofMinutes(minutes)).isAfter(hold.from());
  }

  private static Optional<Query> within(String field, Instant from, Instant to) {
    if (from == null && to == null) {
      return Optional.empty();
    }
    return Optional.of(
        Query.of(
            query ->
                query.range(
                    range -> {
                      range.field(field);
                      if (from != null) {
                        range.gte(JsonData.of(toMillis(from)));
                      }
                      if (to != null) {
                        range.lt(JsonData.of(toMillis(to)));
                      }
                      return range;
                    })));
  }

  /** No document is about an earlier time, or a later one: a hold may name any. */
  private static long toMillis(Instant time) {
    Instant least = time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
    return (least.isAfter(LATEST) ? LATEST : least).toEpochMilli();
  }
}
