/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.InvalidUtf8;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads records that are one flat JSON object, for pipelines with few events: each text becomes a
 * string. What does not fit is remembered, reads as absent, and is asked for with {@link
 * #problem()}.
 *
 * @param <F> the fields
 */
public final class FlatRecord<F extends Enum<F> & RecordField> {

  /** The most entries of a free object such as {@code context}; more are left out. */
  public static final int MAX_ENTRIES = 32;

  private final Map<F, int[]> slotsOf;
  private final JsonReader json = new JsonReader();
  private final JsonSlots slots;
  private final CheckedFields checked;
  private final Part part;
  private final Map<Class<?>, Map<String, Object>> choices = new HashMap<>();

  public FlatRecord(Class<F> fields) {
    slotsOf = new EnumMap<>(fields);
    List<String> names = new ArrayList<>();
    Map<String, Part> parts = new HashMap<>();
    for (F field : fields.getEnumConstants()) {
      int[] own = new int[1 + field.aliases().size()];
      for (int i = 0; i < own.length; i++) {
        own[i] = names.size();
        names.add(i == 0 ? field.fieldName() : field.aliases().get(i - 1));
        parts.put(names.get(own[i]), field.part());
      }
      slotsOf.put(field, own);
    }
    slots = new JsonSlots(JsonFields.of(names));
    checked = new CheckedFields(slots);
    part = Parts.object(parts);
  }

  /** Takes a record; says what is wrong with it as a whole, or null. */
  public String open(byte[] record) {
    checked.begin();
    if (record == null || record.length == 0) {
      return "the record is empty";
    }
    if (!read(record) && !readReplaced(record)) {
      return json.failed() ? json.failure() : "the record must be a JSON object";
    }
    return null;
  }

  private boolean read(byte[] record) {
    json.open(record);
    return slots.read(json) && json.finish();
  }

  /** Reads a record with bytes that are not UTF-8: they do not cost the event. */
  private boolean readReplaced(byte[] record) {
    byte[] replaced = InvalidUtf8.replace(record);
    return replaced != record && read(replaced);
  }

  /** The fields of a record, for dead letters. */
  public Part part() {
    return part;
  }

  /** The first thing that did not fit, or null. */
  public String problem() {
    return checked.problem();
  }

  /** Notes a problem, unless there is one already. */
  public void refuse(String what) {
    checked.refuse(what);
  }

  /** An identifier, or null when it is absent or empty. */
  public String identifier(F field) {
    int slot = slotOf(field);
    return slot >= 0 && checked.identifier(slot) ? slots.text(slot) : null;
  }

  /** An identifier that must be there. */
  public String required(F field) {
    String value = identifier(field);
    if (value == null) {
      checked.missing(field.fieldName());
    }
    return value;
  }

  /** A text, cut at {@code maxCharacters}; null when it is absent or empty. */
  public String text(F field, int maxCharacters) {
    int slot = slotOf(field);
    if (slot < 0 || !checked.text(slot)) {
      return null;
    }
    int length = Utf8.cut(slots.buffer(), slots.start(slot), slots.length(slot), maxCharacters);
    return new String(slots.buffer(), slots.start(slot), length, UTF_8);
  }

  /** One of the constants by its name in lower case, or {@code absent}. */
  public <E extends Enum<E>> E choice(F field, Class<E> type, E absent) {
    int slot = slotOf(field);
    if (slot < 0 || !checked.text(slot)) {
      return absent;
    }
    Map<String, Object> allowed = choices.computeIfAbsent(type, FlatRecord::byName);
    Object constant = allowed.get(slots.text(slot));
    if (constant != null) {
      return type.cast(constant);
    }
    checked.refuse(slots.path(slot) + " must be one of " + String.join(", ", allowed.keySet()));
    return absent;
  }

  private static Map<String, Object> byName(Class<?> type) {
    Map<String, Object> byName = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      byName.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT), constant);
    }
    return byName;
  }

  /** A time in milliseconds since 1970, or {@link CheckedFields#UNKNOWN}. */
  public long time(F field) {
    int slot = slotOf(field);
    return slot < 0 ? CheckedFields.UNKNOWN : checked.time(slot);
  }

  /** A time that must be there. */
  public long requiredTime(F field) {
    if (slotOf(field) < 0) {
      checked.missing(field.fieldName());
    }
    return time(field);
  }

  /** A count from 0 to {@link FieldRules#MAX_COUNT}, or {@link CheckedFields#UNKNOWN}. */
  public long count(F field) {
    int slot = slotOf(field);
    return slot < 0 ? CheckedFields.UNKNOWN : checked.count(slot);
  }

  /** A running total up to {@link FieldRules#MAX_TOTAL}, or {@link CheckedFields#UNKNOWN}. */
  public long total(F field) {
    int slot = slotOf(field);
    return slot < 0 ? CheckedFields.UNKNOWN : checked.total(slot);
  }

  /**
   * A number from 0 on in thousandths or millionths, or {@link CheckedFields#UNKNOWN}.
   *
   * @param decimals how many places are kept, for example 6 for millionths
   */
  public long scaled(F field, int decimals) {
    int slot = slotOf(field);
    return slot < 0 ? CheckedFields.UNKNOWN : checked.scaled(slot, decimals);
  }

  /**
   * The entries of a free object: texts, numbers and truth values, all as text, cut at {@value
   * CheckedFields#MAX_TEXT_LENGTH} characters. What is nested is left out. Empty when absent.
   */
  public Map<String, String> entries(F field) {
    int slot = slotOf(field);
    if (slot < 0) {
      return Map.of();
    }
    if (slots.type(slot) != JsonType.OBJECT) {
      checked.refuse(slots.path(slot) + " must be an object");
      return Map.of();
    }
    Map<String, String> entries = new LinkedHashMap<>();
    json.moveTo(slots.start(slot));
    json.enterObject();
    while (json.nextField()) {
      String name = keepable() && json.length() > 0 ? cutText() : null;
      json.readValue();
      if (name != null && keepable() && entries.size() < MAX_ENTRIES) {
        entries.put(name, cutText());
      }
    }
    return entries;
  }

  /** The slot with the field's value, under its own name or an alias; or -1. */
  private int slotOf(F field) {
    for (int slot : slotsOf.get(field)) {
      if (!checked.empty(slot)) {
        return slot;
      }
    }
    return -1;
  }

  /** Search indices keep no zero character in the name of an entry, so none is taken. */
  private boolean keepable() {
    return switch (json.type()) {
      case JsonType.TEXT -> {
        for (int i = json.start(); i < json.start() + json.length(); i++) {
          if (json.buffer()[i] == 0) {
            yield false;
          }
        }
        yield true;
      }
      case JsonType.INTEGER, JsonType.DECIMAL, JsonType.TRUE, JsonType.FALSE -> true;
      default -> false;
    };
  }

  private String cutText() {
    int length =
        Utf8.cut(json.buffer(), json.start(), json.length(), CheckedFields.MAX_TEXT_LENGTH);
    return new String(json.buffer(), json.start(), length, UTF_8);
  }
}
