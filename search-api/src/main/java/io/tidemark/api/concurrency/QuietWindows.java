/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.concurrency;

import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Windows in which nothing ran: the job writes documents of them for a tenant alone. */
final class QuietWindows {

  private static final long MINUTES = 60;

  private final Coverage coverage;
  private final Duration length;
  private final boolean unknownEnds;
  private final long[] levels;
  private final long[] peaks;
  private final List<JsonNode> all = new ArrayList<>();

  private QuietWindows(Coverage coverage, List<JsonNode> windows) {
    long minutes = windows.stream().mapToLong(QuietWindows::readMinutes).min().orElseThrow();
    this.coverage = coverage;
    length = Duration.ofMinutes(minutes);
    unknownEnds = ConcurrencyReader.unknownEnd(windows) != null;
    levels = new long[] {0, length.toMillis()};
    peaks = new long[(int) minutes];
  }

  /**
   * The windows of a range and those between them that are final and have no document. Without any
   * document the job may not measure the dimension, so that nothing is known.
   */
  static List<JsonNode> addTo(List<JsonNode> windows, TimeRange range, Coverage coverage) {
    if (windows.isEmpty()) {
      return windows;
    }
    QuietWindows quiet = new QuietWindows(coverage, windows);
    Instant end = range.from();
    for (JsonNode window : windows) {
      Instant start = ConcurrencyReader.readStart(window);
      quiet.fill(end, start);
      quiet.all.add(window);
      end = start.plus(Duration.ofMinutes(readMinutes(window)));
    }
    quiet.fill(end, range.to());
    return quiet.all;
  }

  private static long readMinutes(JsonNode window) {
    return window.path("window_minutes").asLong(MINUTES);
  }

  private void fill(Instant from, Instant to) {
    for (Instant at = from; !at.plus(length).isAfter(to); at = at.plus(length)) {
      if (coverage.isKnown(at, at.plus(length))) {
        all.add(create(at));
      }
    }
  }

  /** As {@link ConcurrencyReader#reduceHit} makes them. */
  private JsonNode create(Instant start) {
    ObjectNode window = JsonNodeFactory.instance.objectNode();
    window.put("hour", start.toString()).put("max", 0).put("min", 0);
    window.putPOJO("levels", levels);
    window.putPOJO("minute_max", peaks);
    if (unknownEnds) {
      window.put("unknown_end", 0);
    }
    return window;
  }
}
