/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.FieldType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Documents of one family with something in every field that a chart may use, and gaps. */
final class SampleDocuments {

  static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");
  private static final int HOURS = 24;

  /** Fields whose values mean something to a panel's condition. */
  private static final Map<String, List<String>> KNOWN =
      Map.of(
          "dimension", List.of("tenant", "workflow"),
          "channel", List.of("api", "playground"),
          "outcome", List.of("failed", "succeeded"));

  private final IndexFamily family;
  private final Random random;

  SampleDocuments(IndexFamily family, Random random) {
    this.family = family;
    this.random = random;
  }

  /** Values by field; a field that is not there is unknown. */
  Map<String, Object> next() {
    Map<String, Object> document = new LinkedHashMap<>();
    Instant time = DAY.plusSeconds(3_600L * random.nextInt(HOURS));
    for (Field field : DocumentFields.of(family)) {
      Object value = value(field, time);
      if (value != null && !field.name().endsWith("*")) {
        document.put(field.name(), value);
      }
    }
    return document;
  }

  private Object value(Field field, Instant time) {
    if (KNOWN.containsKey(field.name())) {
      return pick(KNOWN.get(field.name()));
    }
    if (field.type() == FieldType.DATE) {
      return time.toString();
    }
    boolean gap = random.nextInt(5) == 0;
    return switch (field.type()) {
      case KEYWORD -> gap ? null : field.name() + "-" + random.nextInt(3);
      case INTEGER -> 400 + random.nextInt(3);
      case LONG -> gap ? null : (long) random.nextInt(1_000);
      case DOUBLE -> gap ? null : random.nextInt(64) / 4.0;
      default -> null;
    };
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** As Elasticsearch gets it: dots lead into objects. */
  static ObjectNode source(Map<String, Object> document) {
    ObjectNode source = KibanaSources.JSON.createObjectNode();
    document.forEach(
        (name, value) -> {
          int dot = name.lastIndexOf('.');
          ObjectNode holder =
              dot < 0 ? source : source.withObject("/" + name.substring(0, dot).replace('.', '/'));
          holder.set(name.substring(dot + 1), KibanaSources.JSON.valueToTree(value));
        });
    return source;
  }
}
