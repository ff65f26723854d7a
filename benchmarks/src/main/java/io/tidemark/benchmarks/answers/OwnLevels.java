/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Reads Tidemark's documents of concurrency as {@link LevelLine}s. */
public final class OwnLevels {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long HOUR = 3_600_000;

  private OwnLevels() {}

  /** The line of a document; its milliseconds at each level must add up. */
  public static String line(String document) {
    try {
      JsonNode fields = JSON.readTree(document);
      long running = fields.path("running_ms").asLong();
      requireWholeHour(fields.path("levels"), running, document);
      return LevelLine.of(
          Instant.parse(fields.path("hour").asText()).toEpochMilli(),
          fields.path("tenant_id").asText(),
          new LevelLine.Levels(
              fields.path("max").asLong(),
              fields.path("min").asLong(),
              fields.path("mean").asDouble(),
              running));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireWholeHour(JsonNode levels, long running, String document) {
    long measured = 0;
    long together = 0;
    for (JsonNode level : levels) {
      measured += level.path("ms").asLong();
      together += level.path("ms").asLong() * level.path("level").asLong();
    }
    if (measured != HOUR || together != running) {
      throw new IllegalStateException("Milliseconds do not add up: " + document);
    }
  }
}
