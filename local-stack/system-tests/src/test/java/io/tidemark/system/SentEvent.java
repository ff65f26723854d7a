/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;

/**
 * An event as it was sent; times are milliseconds since 1970.
 *
 * @param json all of it
 */
record SentEvent(JsonNode json) {

  static final long HOUR = Duration.ofHours(1).toMillis();

  private static final ObjectMapper JSON = new ObjectMapper();

  static SentEvent of(String line) {
    try {
      return new SentEvent(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }

  /** A text, or null. */
  String text(String field) {
    return json.hasNonNull(field) ? json.path(field).asText() : null;
  }

  /** A time, or null. */
  Long time(String field) {
    return json.hasNonNull(field)
        ? (Long) Instant.parse(json.path(field).asText()).toEpochMilli()
        : null;
  }

  /** A count, or null. */
  Long count(String field) {
    return json.hasNonNull(field) ? (Long) json.path(field).asLong() : null;
  }

  long at() {
    return time("event_time");
  }

  static long hourOf(long time) {
    return Math.floorDiv(time, HOUR) * HOUR;
  }

  static String rfc3339(long time) {
    return Instant.ofEpochMilli(time).toString();
  }
}
