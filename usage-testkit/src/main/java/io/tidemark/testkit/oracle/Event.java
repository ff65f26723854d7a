/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/**
 * An event as it was sent; times are milliseconds since 1970.
 *
 * @param json all of it
 */
public record Event(JsonNode json) {

  public static final long HOUR = Duration.ofHours(1).toMillis();

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a record that must be JSON. */
  public static Event parse(byte[] record) {
    try {
      return new Event(JSON.readTree(record));
    } catch (IOException e) {
      throw new UncheckedIOException("not an event", e);
    }
  }

  /** Reads a line that must be JSON. */
  public static Event parse(String line) {
    return parse(line.getBytes(UTF_8));
  }

  /** A text, or null. */
  public String text(String field) {
    return json.hasNonNull(field) ? json.path(field).asText() : null;
  }

  /** A text, or another one when there is none. */
  String text(String field, String otherwise) {
    return json.hasNonNull(field) ? json.path(field).asText() : otherwise;
  }

  /** A time, or null; in an event it is RFC 3339 text or a number of milliseconds. */
  public Long time(String field) {
    JsonNode value = json.path(field);
    if (value.isNumber()) {
      return value.asLong();
    }
    return json.hasNonNull(field) ? (Long) Instant.parse(value.asText()).toEpochMilli() : null;
  }

  /** A count, or null. */
  public Long count(String field) {
    return json.hasNonNull(field) ? (Long) json.path(field).asLong() : null;
  }

  /** The event time. */
  public long at() {
    return time("event_time");
  }

  public static long hourOf(long time) {
    return Math.floorDiv(time, HOUR) * HOUR;
  }

  public static String rfc3339(long time) {
    return Instant.ofEpochMilli(time).toString();
  }
}
