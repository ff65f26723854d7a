/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidemark.model.intake.CheckedFields;
import io.tidemark.model.intake.UsageFormat;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.modelcalls.ModelCall.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tidemark's own model call: one flat JSON object a record, with the fields of {@link
 * ModelCallField}. A field's own name wins over its aliases; null and, for text, empty are absent.
 */
public final class NativeModelCallFormat implements UsageFormat<ModelCall> {

  private static final List<String> NAMES = new ArrayList<>();
  private static final Column[] COLUMNS = columns();
  private static final JsonFields FIELDS = JsonFields.of(NAMES);

  private final JsonReader json = new JsonReader();
  private final JsonSlots slots = new JsonSlots(FIELDS);
  private final CheckedFields checked = new CheckedFields(slots);
  private final TagReader tags = new TagReader(TagReader.MAX_NATIVE_TAGS);
  private final ModelCall call = new ModelCall();

  /** Gives a slot to every name of every field. */
  private static Column[] columns() {
    List<Column> columns = new ArrayList<>();
    for (ModelCallField field : ModelCallField.values()) {
      int own = NAMES.size();
      NAMES.add(field.fieldName());
      NAMES.addAll(field.aliases());
      columns.add(new Column(field, IntStream.range(own, NAMES.size()).toArray()));
    }
    return columns.toArray(Column[]::new);
  }

  @Override
  public void parse(byte[] record, Output<ModelCall> output) {
    if (record == null || record.length == 0) {
      output.reject("the record is empty");
      return;
    }
    json.open(record);
    if (!slots.read(json) || !json.finish()) {
      output.reject(json.failed() ? json.failure() : "the record must be a JSON object");
      return;
    }
    String problem = fill();
    if (problem == null) {
      output.event(call);
    } else {
      output.reject(problem);
    }
  }

  private String fill() {
    call.clear();
    checked.begin();
    for (Column column : COLUMNS) {
      ModelCallField field = column.field;
      int slot = slotOf(column);
      if (slot >= 0) {
        fill(column, slot);
      } else if (field.required()) {
        checked.missing(field.fieldName());
      } else if (field.type() == ModelCallField.Type.CHOICE) {
        byte[] preset = column.choices[0];
        call.text(field.text, preset, 0, preset.length);
      }
    }
    if (checked.problem() == null) {
      checked.refuse(TokenParts.problem(call));
    }
    return checked.problem();
  }

  /** The slot that has the field's value, under its own name or an alias; or -1. */
  private int slotOf(Column column) {
    for (int slot : column.slots) {
      boolean absent = column.field.text == null ? !slots.has(slot) : checked.empty(slot);
      if (!absent) {
        return slot;
      }
    }
    return -1;
  }

  private void fill(Column column, int slot) {
    ModelCallField field = column.field;
    switch (field.type()) {
      case IDENTIFIER -> {
        if (checked.identifier(slot)) {
          call.text(field.text, slots.buffer(), slots.start(slot), slots.length(slot));
        }
      }
      case TEXT -> {
        if (checked.text(slot)) {
          call.text(field.text, slots.buffer(), slots.start(slot), checked.cutLength(slot));
        }
      }
      case CHOICE -> fillChoice(column, slot);
      case TIME -> call.eventTime(checked.time(slot));
      case COUNT -> call.count(field.count, checked.count(slot));
      case STATUS_CODE -> call.statusCode(checked.statusCode(slot));
      case BOOLEAN -> call.blocked(checked.flag(slot));
      case TAGS -> checked.refuse(tags.read(json, slots, slot, call.tags()));
    }
    if (field.text == Text.USER_AGENT && call.has(Text.USER_AGENT)) {
      byte[] family =
          ClientFamily.of(slots.buffer(), slots.start(slot), slots.length(slot)).bytes();
      call.text(Text.CLIENT, family, 0, family.length);
    }
  }

  private void fillChoice(Column column, int slot) {
    if (!checked.text(slot)) {
      return;
    }
    byte[] source = slots.buffer();
    int start = slots.start(slot);
    int end = start + slots.length(slot);
    for (byte[] choice : column.choices) {
      if (Arrays.equals(source, start, end, choice, 0, choice.length)) {
        call.text(column.field.text, choice, 0, choice.length);
        return;
      }
    }
    checked.refuse(
        slots.path(slot) + " must be one of " + String.join(", ", column.field.choices()));
  }

  /** A field with the slots of its own name and its aliases, in the order in which they win. */
  private static final class Column {
    final ModelCallField field;
    final int[] slots;
    final byte[][] choices;

    Column(ModelCallField field, int[] slots) {
      this.field = field;
      this.slots = slots;
      choices = field.choices().stream().map(c -> c.getBytes(US_ASCII)).toArray(byte[][]::new);
    }
  }
}
