/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.document;

import io.tidemark.model.histogram.LatencyBins;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.json.JsonWriter;
import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.FieldType;
import io.tidemark.model.schema.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Documents of a family with random values in random fields, as the job writes them: unknown fields
 * are absent.
 */
public final class RandomDocuments {

  private static final List<String> TEXTS =
      List.of("", "acme", "统计 用量", "a\"b\\c\n\t\u0001", "😀é̀", "x".repeat(300), "null", "0");
  private static final List<Long> NUMBERS =
      List.of(0L, 1L, -1L, 255L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE);

  /** Status codes: each that comes for the first time changes the mapping of an index. */
  private static final int CODES = 4;

  private static final List<String> LISTS =
      List.of("bin_counts", "minute_max", "user_ids", "session_ids");

  private final IndexFamily family;
  private final Random random;
  private final Map<String, Object> fixed = new LinkedHashMap<>();
  private final long greatest;
  private double presence = 0.7;
  private long count;

  /** Documents with any numbers. */
  public RandomDocuments(IndexFamily family, Random random) {
    this(family, random, 0);
  }

  /**
   * Documents with numbers from 0 to less than a bound.
   *
   * @param greatest the bound; 0 for any numbers
   */
  public RandomDocuments(IndexFamily family, Random random, long greatest) {
    this.family = family;
    this.random = random;
    this.greatest = greatest;
  }

  /** Gives a field this value in every document: a text, a number or a truth value. */
  public RandomDocuments with(String field, Object value) {
    fixed.put(field, value);
    return this;
  }

  /** Every field is in every document. */
  public RandomDocuments complete() {
    presence = 1;
    return this;
  }

  /** The next document. */
  public StoredDocument next() {
    JsonWriter json = new JsonWriter();
    json.beginObject();
    members(fieldsByName(DocumentFields.of(family), 0))
        .forEach((name, parts) -> write(json, name, parts, name.length() + 1));
    json.endObject();
    return new StoredDocument("id-" + count++ + "/é", 1 + random.nextLong(1L << 40), json.finish());
  }

  private Map<String, List<Field>> members(Map<String, List<Field>> all) {
    Map<String, List<Field>> chosen = new LinkedHashMap<>();
    all.forEach(
        (name, parts) -> {
          if (fixed.containsKey(name) || random.nextDouble() < presence) {
            chosen.put(name, parts);
          }
        });
    return chosen;
  }

  private static Map<String, List<Field>> fieldsByName(List<Field> fields, int offset) {
    Map<String, List<Field>> byName = new LinkedHashMap<>();
    for (Field field : fields) {
      String name = field.name().substring(offset).split("\\.", 2)[0];
      byName.computeIfAbsent(name, key -> new ArrayList<>()).add(field);
    }
    return byName;
  }

  private void write(JsonWriter json, String name, List<Field> parts, int depth) {
    Field first = parts.get(0);
    if (first.name().length() < depth) {
      writeValue(json, name, first.type());
    } else if (first.name().endsWith("." + "*") && parts.size() == 1) {
      writeMap(json, name, first.name());
    } else if (name.equals("levels")) {
      writeLevels(json);
    } else {
      json.beginObject(name);
      fieldsByName(parts, depth)
          .forEach(
              (member, below) -> {
                if (random.nextDouble() < Math.max(presence, 0.9)) {
                  write(json, member, below, depth + member.length() + 1);
                }
              });
      json.endObject();
    }
  }

  private void writeMap(JsonWriter json, String name, String path) {
    json.beginObject(name);
    if (path.contains(".bins.")) {
      int bins = measureOf(path).binLayout().count();
      for (int bin = random.nextInt(20); bin < bins; bin += 1 + random.nextInt(90)) {
        json.field(LatencyBins.fieldName(bin), number());
      }
    } else {
      for (int code = random.nextInt(2); code < CODES; code += 1 + random.nextInt(3)) {
        json.field(Integer.toString(200 + 100 * code), number());
      }
    }
    json.endObject();
  }

  private Measure measureOf(String path) {
    String name = path.substring(0, path.indexOf('.'));
    return family.schema().orElseThrow().measures().stream()
        .filter(measure -> measure.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void writeLevels(JsonWriter json) {
    json.beginArray("levels");
    for (int i = random.nextInt(4); i > 0; i--) {
      json.beginObject();
      json.field("level", number());
      json.field("ms", number());
      json.endObject();
    }
    json.endArray();
  }

  private void writeValue(JsonWriter json, String name, FieldType type) {
    if (fixed.containsKey(name)) {
      writeFixed(json, name, fixed.get(name));
      return;
    }
    if (LISTS.contains(name)) {
      json.beginArray(name);
      for (int i = random.nextInt(4); i > 0; i--) {
        if (type == FieldType.LONG) {
          json.element(number());
        } else {
          json.element(text());
        }
      }
      json.endArray();
      return;
    }
    switch (type) {
      case KEYWORD, TEXT -> json.field(name, text());
      case IP -> json.field(name, "2001:db8::" + random.nextInt(9));
      case LONG -> json.field(name, number());
      case INTEGER -> json.field(name, random.nextInt(2000));
      case DOUBLE -> json.field(name, random.nextGaussian() * 1e6);
      case BOOLEAN -> json.field(name, random.nextBoolean());
      case DATE ->
          json.field(name, Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)).toString());
      case FLATTENED -> {
        json.beginObject(name);
        json.field("team", text());
        json.field("a.b", text());
        json.endObject();
      }
    }
  }

  private static void writeFixed(JsonWriter json, String name, Object value) {
    if (value instanceof Long number) {
      json.field(name, number);
    } else if (value instanceof Boolean truth) {
      json.field(name, truth);
    } else {
      json.field(name, value.toString());
    }
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private long number() {
    if (greatest > 0) {
      return random.nextLong(greatest);
    }
    return random.nextBoolean()
        ? random.nextLong(1_000_000)
        : NUMBERS.get(random.nextInt(NUMBERS.size()));
  }
}
