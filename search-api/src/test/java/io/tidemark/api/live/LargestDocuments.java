/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Field;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Documents with all of their fields. */
final class LargestDocuments {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int RECORDS = 3_000;
  private static final int LEVELS = 100;
  private static final int MINUTES = 60;
  private static final int TAGS = 10;

  private LargestDocuments() {}

  static void write(String path, JsonNode body, int most, Writer out) throws IOException {
    boolean concurrency = path.contains("concurrency");
    int first = concurrency ? firstWindow(body) : firstRecord(body);
    int size = Math.min(Math.min(most, RECORDS), body.path("size").asInt());
    int end = Math.min(RECORDS, first + size);
    String record = concurrency ? "" : record(path.contains("comfyui"));
    out.write(",\"hits\":{\"hits\":[");
    for (int i = first; i < end; i++) {
      out.write((i == first ? "" : ",") + "{\"_index\":\"an-index\",\"_id\":\"" + i + "\",");
      out.write("\"_source\":" + (concurrency ? window(i) : record));
      out.write(",\"sort\":[1773306000000,\"" + i + "\"]}");
    }
    out.write("]}");
  }

  private static int firstRecord(JsonNode body) {
    JsonNode after = body.path("search_after").path(1);
    return after.isMissingNode() ? 0 : Integer.parseInt(after.asString()) + 1;
  }

  private static int firstWindow(JsonNode body) {
    JsonNode after = body.path("search_after").path(0);
    if (after.isMissingNode()) {
      return 0;
    }
    Duration passed = Duration.between(START, Instant.ofEpochMilli(after.asLong()));
    return (int) passed.dividedBy(WINDOW) + 1;
  }

  private static String window(int i) {
    String levels =
        IntStream.range(0, LEVELS)
            .mapToObj(level -> "{\"level\":" + level + ",\"ms\":36000}")
            .collect(Collectors.joining(",", "[", "]"));
    String minutes =
        IntStream.range(0, MINUTES)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(",", "[", "]"));
    return "{\"hour\":\""
        + START.plus(WINDOW.multipliedBy(i))
        + "\",\"window_minutes\":15,\"max\":99,\"min\":0,\"mean\":49.5,\"levels\":"
        + levels
        + ",\"minute_max\":"
        + minutes
        + "}";
  }

  private static String record(boolean run) {
    IndexFamily family = run ? IndexFamily.COMFYUI_RECORDS : IndexFamily.MODEL_CALLS_RECORDS;
    String objects =
        IntStream.range(0, TAGS)
            .mapToObj(i -> "\"tag" + i + "\":\"" + "v".repeat(40) + "\"")
            .collect(Collectors.joining(",", "{", "}"));
    return DocumentFields.of(family).stream()
        .map(Field::name)
        .map(name -> "\"" + name + "\":" + value(name, objects))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String value(String name, String objects) {
    if (name.endsWith("_ms") || name.endsWith("_tokens") || name.equals("status_code")) {
      return "1234567890";
    }
    return name.equals("tags") || name.equals("context") ? objects : "\"" + "x".repeat(80) + "\"";
  }
}
