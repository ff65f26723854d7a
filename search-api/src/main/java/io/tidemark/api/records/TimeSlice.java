/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.query.Queries;
import io.tidemark.api.request.TimeRange;
import java.time.Duration;
import java.time.Instant;

/**
 * The part of a range that one page of an export is searched in, newest first. A sorted search
 * visits every document that matches: without slices each page would visit a whole day again.
 *
 * @param all the range of the export
 * @param to where the slice ends, exclusive
 * @param length how far the slice reaches back; at most to the start of the range
 */
record TimeSlice(TimeRange all, Instant to, Duration length) {

  private static final Duration FIRST = Duration.ofHours(1);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** A slice should have the records of about this many pages. */
  private static final int PAGES = 2;

  /** Growth of a slice that did not fill a page: 30 days without records take five searches. */
  private static final int GROWTH = 8;

  static TimeSlice first(TimeRange all) {
    return new TimeSlice(all, all.to(), FIRST);
  }

  Instant from() {
    Instant start = to.minus(length);
    return start.isBefore(all.from()) ? all.from() : start;
  }

  boolean isLast() {
    return from().equals(all.from());
  }

  Query query(String timeField) {
    return Queries.within(timeField, from(), to);
  }

  /** The slice of the page after one that was full and ended with a record at {@code last}. */
  TimeSlice continueAt(Instant last) {
    Duration next = Duration.between(last, to).multipliedBy(PAGES);
    Instant end = last.plusMillis(1);
    return new TimeSlice(all, end, next.compareTo(SHORTEST) < 0 ? SHORTEST : next);
  }

  /** The slice before this one, which has no more records. */
  TimeSlice previous() {
    return new TimeSlice(all, from(), length.multipliedBy(GROWTH));
  }
}
