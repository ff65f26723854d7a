/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.rows;

import io.tidemark.model.json.InvalidUtf8;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.parsing.CheckedFields;
import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.schema.InputField;
import io.tidemark.model.schema.InputType;
import io.tidemark.model.schema.WorkloadSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads flat JSON objects as the input fields of a schema, by their names, types and limits. */
final class SchemaFields {

  private final List<InputField> fields;
  private final int[][] slotsOf;
  private final JsonReader json = new JsonReader();
  private final JsonSlots slots;
  private final CheckedFields checked;
  private final Part part;
  private final String[] texts;
  private final long[] numbers;

  SchemaFields(WorkloadSchema schema) {
    fields = schema.inputFields();
    slotsOf = new int[fields.size()][];
    texts = new String[fields.size()];
    numbers = new long[fields.size()];
    String tenant = schema.dimensionNames().get(0);
    List<String> names = new ArrayList<>();
    Map<String, Part> parts = new HashMap<>();
    for (int i = 0; i < slotsOf.length; i++) {
      InputField field = fields.get(i);
      List<String> all = field.names();
      slotsOf[i] = all.stream().mapToInt(name -> names.size() + all.indexOf(name)).toArray();
      names.addAll(all);
      Part own = field.name().equals(tenant) ? Parts.tenant(0) : Parts.identifier();
      all.forEach(name -> parts.put(name, own));
    }
    slots = new JsonSlots(JsonFields.of(names));
    checked = new CheckedFields(slots);
    part = Parts.object(parts);
  }

  /** The fields of a record, for dead letters. */
  Part part() {
    return part;
  }

  /**
   * Reads a record.
   *
   * @return what is wrong with it; null when nothing is
   */
  String read(byte[] record) {
    checked.begin();
    if (record == null || record.length == 0) {
      return UsageFormat.EMPTY;
    }
    if (!open(record) && !openReplaced(record)) {
      return json.failed() ? json.failure() : UsageFormat.NOT_AN_OBJECT;
    }
    for (int i = 0; i < slotsOf.length; i++) {
      readField(i);
    }
    return checked.problem();
  }

  /** The text of a field, its default, or null. */
  String text(int field) {
    return texts[field];
  }

  /** The number or time of a field; {@link FieldRules#UNKNOWN} when it was not reported. */
  long number(int field) {
    return numbers[field];
  }

  private boolean open(byte[] record) {
    json.open(record);
    return slots.read(json) && json.finish();
  }

  /** Bytes that are not UTF-8 do not cost the event. */
  private boolean openReplaced(byte[] record) {
    byte[] replaced = InvalidUtf8.replaceInvalid(record);
    return replaced != record && open(replaced);
  }

  private void readField(int index) {
    InputField field = fields.get(index);
    texts[index] = field.defaultValue();
    numbers[index] = FieldRules.UNKNOWN;
    int slot = findSlot(index);
    if (slot < 0) {
      if (field.required()) {
        checked.missing(field.name());
      }
      return;
    }
    switch (field.type()) {
      case TIME -> numbers[index] = checked.time(slot);
      case COUNT -> numbers[index] = checked.count(slot, field.limit());
      case STATUS_CODE -> numbers[index] = checked.statusCode(slot);
      case IDENTIFIER, CHOICE -> readText(index, slot);
      default -> throw new IllegalStateException(unsupported(field));
    }
  }

  private void readText(int index, int slot) {
    if (!checked.identifier(slot)) {
      return;
    }
    List<String> choices = fields.get(index).choices();
    String text = slots.text(slot);
    if (!choices.isEmpty() && !choices.contains(text)) {
      checked.refuse(slots.path(slot) + " must be one of " + String.join(", ", choices));
    }
    texts[index] = text;
  }

  private int findSlot(int index) {
    for (int slot : slotsOf[index]) {
      if (!checked.empty(slot)) {
        return slot;
      }
    }
    return -1;
  }

  /** The types that {@link #read} knows. */
  static boolean isSupported(InputType type) {
    return switch (type) {
      case TIME, COUNT, STATUS_CODE, IDENTIFIER, CHOICE -> true;
      case LONG_IDENTIFIER, TEXT, NUMBER, BOOLEAN, OBJECT -> false;
    };
  }

  static String unsupported(InputField field) {
    return field.name() + " has type " + field.type() + ", which needs a format of its own";
  }
}
