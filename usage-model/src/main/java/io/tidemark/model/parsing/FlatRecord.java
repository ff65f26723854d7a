/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.InvalidUtf8;
import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.schema.InputField;
import io.tidemark.model.schema.Limits;
import io.tidemark.model.schema.WorkloadSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads records that are one flat JSON object, for workloads with few events: each text becomes a
 * string, or is referred to where it stands. The schema says which fields there are, which of them
 * are required, and their limits. A value that does not fit is remembered, reads as absent, and is
 * asked for with {@link #problem()}.
 */
public final class FlatRecord {

  private final WorkloadSchema schema;
  private final Map<String, Column> columns = new HashMap<>();
  private final JsonReader json = new JsonReader();
  private final JsonSlots slots;
  private final CheckedFields checked;
  private final Part part;

  /** A field of the schema and the slots of its names, its own name first. */
  public static final class Column {
    private final InputField input;
    private final int[] slots;

    /** A bit for each slot. */
    private final long mask;

    private List<String> choices;
    private byte[][] choiceBytes;
    private Object[] constants = {};

    private Column(InputField input, int firstSlot) {
      this.input = input;
      slots = new int[1 + input.aliases().size()];
      for (int i = 0; i < slots.length; i++) {
        slots[i] = firstSlot + i;
      }
      mask = ((1L << slots.length) - 1) << firstSlot;
      setChoices(input.choices());
    }

    private void setChoices(List<String> names) {
      choices = names;
      choiceBytes = names.stream().map(name -> name.getBytes(UTF_8)).toArray(byte[][]::new);
    }

    /** The index of the choice that is in the slot, or -1. */
    private int findChoice(JsonSlots values, int slot) {
      int start = values.start(slot);
      int length = values.length(slot);
      for (int i = 0; i < choiceBytes.length; i++) {
        byte[] choice = choiceBytes[i];
        if (choice.length == length
            && Arrays.equals(choice, 0, length, values.buffer(), start, start + length)) {
          return i;
        }
      }
      return -1;
    }
  }

  /**
   * A reader of the schema's fields.
   *
   * @param parts for dead letters, by field; a field without one is an identifier or the tenant
   */
  public FlatRecord(WorkloadSchema schema, Map<String, Part> parts) {
    this.schema = schema;
    List<String> names = new ArrayList<>();
    Map<String, Part> partsByName = new HashMap<>();
    for (InputField input : schema.inputFields()) {
      columns.put(input.name(), new Column(input, names.size()));
      Part fieldPart = parts.getOrDefault(input.name(), defaultPart(input));
      for (String name : input.names()) {
        names.add(name);
        partsByName.put(name, fieldPart);
      }
    }
    slots = new JsonSlots(JsonFields.of(names));
    checked = new CheckedFields(slots);
    part = Parts.object(partsByName);
  }

  private static Part defaultPart(InputField input) {
    return input.name().equals("tenant_id") ? Parts.tenant(0) : Parts.identifier();
  }

  /** The column of a field of the schema. */
  public Column column(String name) {
    return columns.get(schema.getInput(name).name());
  }

  /** The column of a field whose values are the names of constants in lower case. */
  public <E extends Enum<E>> Column choiceColumn(String name, Class<E> type) {
    Column column = column(name);
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    List<String> choices = column.input.choices();
    if (!choices.isEmpty() && !choices.equals(names)) {
      throw new IllegalArgumentException(
          schema + "." + name + " may be " + choices + ", but the constants are " + names);
    }
    column.setChoices(names);
    column.constants = type.getEnumConstants();
    return column;
  }

  /**
   * Parses a record, and gives either its event or its problem to the output.
   *
   * @param reader reads the event from the columns of this object
   */
  public <E> void parse(byte[] record, Supplier<E> reader, UsageFormat.Output<E> output) {
    parse(record, 0, record == null ? 0 : record.length, reader, output);
  }

  /** As above, for a record that is among other bytes, from {@code start} to {@code end}. */
  public <E> void parse(
      byte[] bytes, int start, int end, Supplier<E> reader, UsageFormat.Output<E> output) {
    String problem = open(bytes, start, end);
    E event = problem == null ? reader.get() : null;
    problem = problem == null ? problem() : problem;
    if (problem == null) {
      output.event(event);
    } else {
      output.reject(problem);
    }
  }

  /** Takes a record; says what is wrong with it as a whole, or null. */
  private String open(byte[] bytes, int start, int end) {
    checked.begin();
    if (start == end) {
      return "the record is empty";
    }
    if (!read(bytes, start, end) && !readReplaced(Arrays.copyOfRange(bytes, start, end))) {
      return json.failed() ? json.failure() : "the record must be a JSON object";
    }
    return null;
  }

  private boolean read(byte[] bytes, int start, int end) {
    json.open(bytes, start, end);
    return slots.read(json) && json.finish();
  }

  /** Reads a record with bytes that are not UTF-8: they do not cost the event. */
  private boolean readReplaced(byte[] record) {
    byte[] replaced = InvalidUtf8.replaceInvalid(record);
    return replaced != record && read(replaced, 0, replaced.length);
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
  public String identifier(Column column) {
    int slot = slotOf(column);
    return slot >= 0 && checked.identifier(slot) ? slots.text(slot) : null;
  }

  /** A text, cut at the limit of its field; null when it is absent or empty. */
  public String text(Column column) {
    int slot = slotOf(column);
    if (slot < 0 || !checked.text(slot)) {
      return null;
    }
    return new String(slots.buffer(), slots.start(slot), cutLength(column, slot), UTF_8);
  }

  private int cutLength(Column column, int slot) {
    int max = (int) column.input.limit();
    return Utf8.cut(slots.buffer(), slots.start(slot), slots.length(slot), max);
  }

  /** The constant that the value names, or null when it is absent. */
  public <E extends Enum<E>> E choice(Column column, Class<E> type) {
    int slot = slotOf(column);
    if (slot < 0 || !checked.text(slot)) {
      return null;
    }
    int choice = findChoice(column, slot);
    return choice < 0 ? null : type.cast(column.constants[choice]);
  }

  private int findChoice(Column column, int slot) {
    int choice = column.findChoice(slots, slot);
    if (choice < 0) {
      checked.refuse(slots.path(slot) + " must be one of " + String.join(", ", column.choices));
    }
    return choice;
  }

  /** Forgets the texts of the event before; those of this record may refer to its buffer. */
  public void lendTo(EventTexts texts) {
    texts.clear(json.buffer(), json.spare());
  }

  /** Lets a text of the event refer to a field, as its type says, or be absent. */
  public void refer(Column column, EventTexts texts, int index) {
    int slot = slotOf(column);
    if (slot < 0) {
      return;
    }
    boolean fits =
        switch (column.input.type()) {
          case TEXT -> checked.text(slot);
          case CHOICE -> checked.text(slot) && findChoice(column, slot) >= 0;
          default -> checked.identifier(slot);
        };
    if (fits) {
      texts.refer(index, slots.start(slot), cutLength(column, slot));
    }
  }

  /** A time in milliseconds since 1970, or {@link CheckedFields#UNKNOWN}. */
  public long time(Column column) {
    int slot = slotOf(column);
    return slot < 0 ? CheckedFields.UNKNOWN : checked.time(slot);
  }

  /** A count from 0 to the limit of its field, or {@link CheckedFields#UNKNOWN}. */
  public long count(Column column) {
    int slot = slotOf(column);
    return slot < 0 ? CheckedFields.UNKNOWN : checked.count(slot, column.input.limit());
  }

  /**
   * A number from 0 on, rounded to thousandths or millionths, or {@link CheckedFields#UNKNOWN}.
   *
   * @param decimals how many places are kept, for example 6 for millionths
   */
  public long scaled(Column column, int decimals) {
    int slot = slotOf(column);
    return slot < 0 ? CheckedFields.UNKNOWN : checked.scaled(slot, decimals);
  }

  /**
   * The entries of a free object: texts, numbers and truth values, all as text, cut at {@value
   * Limits#MAX_TEXT_CHARACTERS} characters. Nested values are left out. Empty when absent.
   */
  public Map<String, String> entries(Column column) {
    int slot = slotOf(column);
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
      if (name != null && keepable() && entries.size() < column.input.limit()) {
        entries.put(name, cutText());
      }
    }
    return entries;
  }

  /** The slot with the field's value, under its own name or an alias; or -1. */
  private int slotOf(Column column) {
    if ((slots.present() & column.mask) != 0) {
      for (int slot : column.slots) {
        if (!checked.empty(slot)) {
          return slot;
        }
      }
    }
    if (column.input.required()) {
      checked.missing(column.input.name());
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
    int length = Utf8.cut(json.buffer(), json.start(), json.length(), Limits.MAX_TEXT_CHARACTERS);
    return new String(json.buffer(), json.start(), length, UTF_8);
  }
}
