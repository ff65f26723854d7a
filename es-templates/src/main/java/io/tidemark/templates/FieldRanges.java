/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key like {@code b000..b420} in an asset stands for {@code b000}, {@code b001} and so on, each
 * with the same value. Histograms need hundreds of fields that differ by number only; left to
 * dynamic mapping, each would cost an update of the cluster's state on each new day, during which
 * the bulk waits: seconds a day in all.
 */
final class FieldRanges {

  private static final Pattern RANGE = Pattern.compile("([a-z_]+)(\\d+)\\.\\.\\1(\\d+)");

  private FieldRanges() {}

  /** Writes out the ranges among the keys of {@code node} and of all objects in it. */
  static void expandRanges(ObjectNode node) {
    for (Map.Entry<String, JsonNode> entry : List.copyOf(node.properties())) {
      if (entry.getValue() instanceof ObjectNode inner) {
        expandRanges(inner);
      }
      Matcher range = RANGE.matcher(entry.getKey());
      if (range.matches()) {
        node.remove(entry.getKey());
        writeRange(range, entry.getValue(), node);
      }
    }
  }

  private static void writeRange(Matcher range, JsonNode value, ObjectNode node) {
    int digits = range.group(2).length();
    int last = Integer.parseInt(range.group(3));
    for (int number = Integer.parseInt(range.group(2)); number <= last; number++) {
      String padded = "0".repeat(digits - Integer.toString(number).length()) + number;
      node.set(range.group(1) + padded, value.deepCopy());
    }
  }
}
