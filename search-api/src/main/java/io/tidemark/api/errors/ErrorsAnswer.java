/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.errors;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.search.Coverage;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Failed records over time. Calls from the playground are in none, as in metrics.
 *
 * @param by the field that the series are values of
 * @param series the greatest first; none without failures
 */
record ErrorsAnswer(
    @JsonUnwrapped Coverage coverage,
    String by,
    String interval,
    String timeZone,
    List<Series> series) {

  /** Kind of a series. */
  enum Kind {
    /** One value of the field. */
    group,
    /** Records without the field. */
    unknown,
    /** Records in no other series. */
    other
  }

  /**
   * One series.
   *
   * @param key the value; null unless it is one value
   * @param records all of the range
   */
  record Series(Kind kind, @Schema(nullable = true) String key, long records, List<Point> points) {}

  /** {@code records} is null in a time without failures that is not final yet. */
  record Point(OffsetDateTime time, Long records) {}
}
