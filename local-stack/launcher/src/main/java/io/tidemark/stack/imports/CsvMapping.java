/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.imports;

import io.tidemark.stack.StackException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which column or constant fills which field.
 *
 * @param fields of the topic
 * @param columns field to column
 * @param constants field to text
 */
record CsvMapping(EventFields fields, Map<String, String> columns, Map<String, String> constants) {

  /**
   * Checks the mapping against the fields of the topic.
   *
   * @param map pairs {@code field=Column}
   * @param set pairs {@code field=value}
   * @throws StackException for a pair without {@code =}, an unknown or missing field, a field named
   *     twice, a constant of a wrong type
   */
  static CsvMapping parseMapping(String topic, Collection<String> map, Collection<String> set) {
    EventFields fields = EventFields.findFields(topic);
    Map<String, String> columns = parsePairs("--map", map);
    Map<String, String> constants = parsePairs("--set", set);
    for (String field : columns.keySet()) {
      fields.getType(field);
      if (constants.containsKey(field)) {
        throw new StackException("'" + field + "' is in both --map and --set");
      }
    }
    constants.forEach((field, text) -> EventWriter.checkField(fields, field, text));
    for (String required : fields.required()) {
      if (!columns.containsKey(required) && !constants.containsKey(required)) {
        throw new StackException(
            "events of %s need '%s': give it with --map %2$s=Column or --set %2$s=value"
                .formatted(topic, required));
      }
    }
    return new CsvMapping(fields, columns, constants);
  }

  private static Map<String, String> parsePairs(String option, Collection<String> pairs) {
    Map<String, String> read = new LinkedHashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1 || equals == pair.length() - 1) {
        throw new StackException(
            "%s %s: write field=%s"
                .formatted(option, pair, option.equals("--map") ? "Column" : "value"));
      }
      String field = pair.substring(0, equals).trim();
      if (read.put(field, pair.substring(equals + 1).trim()) != null) {
        throw new StackException("'" + field + "' occurs twice in " + option);
      }
    }
    return read;
  }

  /** Whether identities must be made from file and row. */
  boolean makesIdentity() {
    return !columns.containsKey(fields.identity()) && !constants.containsKey(fields.identity());
  }
}
