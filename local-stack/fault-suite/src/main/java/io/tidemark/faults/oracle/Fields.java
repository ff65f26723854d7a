/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.model.histogram.LatencyBins;
import java.util.Map;
import java.util.TreeMap;

/** A document as one level of fields: {@code levels[0].ms}, {@code latency_ms.bins.b042}. */
public final class Fields {

  private static final String BIN_COUNTS = ".bin_counts";

  private Fields() {}

  /** Flattens a document; numbers are {@code Long} or {@code Double}, all else is text. */
  public static Map<String, Object> of(JsonNode document) {
    Map<String, Object> fields = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : document.properties()) {
      flatten(entry.getKey(), entry.getValue(), fields);
    }
    return fields;
  }

  private static void flatten(String path, JsonNode value, Map<String, Object> fields) {
    if (path.endsWith(BIN_COUNTS)) {
      value.forEach(keyword -> count(path, keyword.asText(), fields));
    } else if (value.isObject()) {
      value.properties().forEach(one -> flatten(path + "." + one.getKey(), one.getValue(), fields));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        flatten(path + "[" + i + "]", value.get(i), fields);
      }
    } else if (value.isIntegralNumber()) {
      fields.put(path, value.asLong());
    } else if (value.isNumber()) {
      fields.put(path, value.asDouble());
    } else {
      fields.put(path, value.asText());
    }
  }

  /** Keywords such as {@code b042x4} as the count that those of one bin make together. */
  private static void count(String path, String keyword, Map<String, Object> fields) {
    String[] binAndTimes = keyword.split("x", 2);
    add(fields, path + "." + binAndTimes[0], Long.parseLong(binAndTimes[1]));
  }

  /**
   * A dead letter. The payload of a document that was refused is JSON of the job's own making: it
   * is compared as fields, not as text.
   */
  public static Map<String, Object> ofDeadLetter(JsonNode letter) {
    Map<String, Object> fields = of(letter);
    if ("refused".equals(fields.get("reason"))) {
      try {
        JsonNode document = new ObjectMapper().readTree(letter.path("payload").asText());
        fields.put("payload", of(document).toString());
      } catch (JsonProcessingException cut) {
        fields.put("payload_error", cut.getMessage());
      }
    }
    return fields;
  }

  /** Adds to a sum, which begins with the first value. */
  static void add(Map<String, Object> fields, String name, long more) {
    fields.merge(name, more, (a, b) -> (Long) a + (Long) b);
  }

  /** Adds a duration to count, sum, least, greatest and bin; a negative one is unknown. */
  static void measure(Map<String, Object> fields, String name, long millis) {
    if (millis < 0) {
      return;
    }
    add(fields, name + ".count", 1);
    add(fields, name + ".sum", millis);
    fields.merge(name + ".min", millis, (a, b) -> Math.min((Long) a, (Long) b));
    fields.merge(name + ".max", millis, (a, b) -> Math.max((Long) a, (Long) b));
    String bin = LatencyBins.fieldName(bin(millis));
    add(fields, name + ".bins." + bin, 1);
    add(fields, name + BIN_COUNTS + "." + bin, 1);
  }

  /**
   * The bin by its definition: one a millisecond below 16, from there 16 of equal width in each
   * doubling. Number 272 is left out, and the last one is the second after that of 7 days.
   */
  private static int bin(long millis) {
    if (millis < 16) {
      return (int) millis;
    }
    int first = 16;
    long from = 16;
    while (millis / 2 >= from) {
      first += 16;
      from *= 2;
    }
    long bin = first + (millis - from) / (from / 16);
    return (int) (bin < 272 ? bin : Math.min(bin + 1, 420));
  }
}
