/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A document as one level of fields: {@code levels[0].ms}, {@code latency_ms.bins.b042}. Numbers
 * are {@code Long} or {@code Double}, all else is text.
 */
public final class FlatDocument {

  private static final String BIN_COUNTS = ".bin_counts";
  private static final int DOUBLING = 16;

  /** The field for durations beyond all bins in earlier builds: no value is counted there. */
  private static final int LEFT_OUT = 272;

  private static final int LAST = 420;
  private static final int QUARTERS = 4;
  private static final long MOST_TOKENS = 1L << 26;

  private FlatDocument() {}

  /** Flattens a document. */
  public static Map<String, Object> of(JsonNode document) {
    Map<String, Object> fields = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : document.properties()) {
      put(fields, entry.getKey(), entry.getValue());
    }
    return fields;
  }

  /** Flattens one field into a document. */
  static void put(Map<String, Object> fields, String path, JsonNode value) {
    if (path.endsWith(BIN_COUNTS)) {
      value.forEach(keyword -> addKeyword(fields, path, keyword.asText()));
    } else if (value.isObject()) {
      value.properties().forEach(one -> put(fields, path + "." + one.getKey(), one.getValue()));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        put(fields, path + "[" + i + "]", value.get(i));
      }
    } else if (value.isIntegralNumber()) {
      fields.put(path, value.asLong());
    } else if (value.isNumber()) {
      fields.put(path, value.asDouble());
    } else {
      fields.put(path, value.asText());
    }
  }

  /** Puts the elements of a list. */
  static void putAll(Map<String, Object> fields, String path, Collection<?> values) {
    int i = 0;
    for (Object value : values) {
      fields.put(path + "[" + i + "]", value);
      i++;
    }
  }

  /** Keywords such as {@code b042x4} as the count that those of one bin make together. */
  private static void addKeyword(Map<String, Object> fields, String path, String keyword) {
    String[] binAndTimes = keyword.split("x", 2);
    add(fields, path + "." + binAndTimes[0], Long.parseLong(binAndTimes[1]));
  }

  /** The values of the fields that name a document in its family. */
  public static String key(Map<String, Object> fields, Set<String> names) {
    Map<String, Object> key = new TreeMap<>(fields);
    key.keySet().retainAll(names);
    return key.toString();
  }

  /** Adds to a sum, which begins with the first value. */
  public static void add(Map<String, Object> fields, String name, long more) {
    fields.merge(name, more, (a, b) -> (Long) a + (Long) b);
  }

  /** Adds a duration to count, sum, minimum, maximum and bin; null and negative are unknown. */
  public static void addDuration(Map<String, Object> fields, String name, Long millis) {
    if (millis != null && millis >= 0) {
      addValue(fields, name, millis, findBin(millis));
    }
  }

  /** Adds the tokens of a call to count, sum, minimum, maximum and bin; null is unknown. */
  public static void addTokens(Map<String, Object> fields, String name, Long tokens) {
    if (tokens != null) {
      addValue(fields, name, tokens, tokenBin(tokens));
    }
  }

  private static void addValue(Map<String, Object> fields, String name, long value, int number) {
    add(fields, name + ".count", 1);
    add(fields, name + ".sum", value);
    fields.merge(name + ".min", value, (a, b) -> Math.min((Long) a, (Long) b));
    fields.merge(name + ".max", value, (a, b) -> Math.max((Long) a, (Long) b));
    String bin = "b%03d".formatted(number);
    add(fields, name + ".bins." + bin, 1);
    add(fields, name + BIN_COUNTS + "." + bin, 1);
  }

  /** One bin per token below 4, from there four in each doubling; the last begins with 2^26. */
  private static int tokenBin(long tokens) {
    if (tokens < QUARTERS) {
      return (int) tokens;
    }
    int first = QUARTERS;
    long from = QUARTERS;
    while (tokens / 2 >= from && from < MOST_TOKENS) {
      first += QUARTERS;
      from *= 2;
    }
    return from == MOST_TOKENS ? first : (int) (first + (tokens - from) / (from / QUARTERS));
  }

  /**
   * The bin by its definition: one per millisecond below 16, from there 16 of equal width in each
   * doubling. Number 272 is left out, and the last one is the second after that of 7 days.
   */
  private static int findBin(long millis) {
    if (millis < DOUBLING) {
      return (int) millis;
    }
    int first = DOUBLING;
    long from = DOUBLING;
    while (millis / 2 >= from) {
      first += DOUBLING;
      from *= 2;
    }
    long bin = first + (millis - from) / (from / DOUBLING);
    return (int) (bin < LEFT_OUT ? bin : Math.min(bin + 1, LAST));
  }
}
