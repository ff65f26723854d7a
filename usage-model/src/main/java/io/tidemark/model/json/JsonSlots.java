/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The wanted fields of one object, as they are in the document. Reused from object to object; the
 * values are valid until the next {@link #read} and until the reader opens another document.
 *
 * <p>Of a field that occurs twice the last one counts, as in most JSON libraries. A field that is
 * null is absent. Fields below something that is not an object are absent.
 */
public final class JsonSlots {

  private final JsonFields fields;
  private final byte[] types;
  private final int[] starts;
  private final int[] lengths;
  private final long[] integers;

  /** Slots by level of the fields. */
  private final FieldSequence[] sequences;

  private long present;
  private byte[] buffer;

  public JsonSlots(JsonFields fields) {
    this.fields = fields;
    types = new byte[fields.count()];
    starts = new int[fields.count()];
    lengths = new int[fields.count()];
    integers = new long[fields.count()];
    sequences =
        fields.levels().stream()
            .map(level -> FieldSequence.of(level.names))
            .toArray(FieldSequence[]::new);
  }

  /**
   * Reads the object at which the reader stands, and leaves it.
   *
   * @return false when there is no object, or the document is wrong
   */
  public boolean read(JsonReader reader) {
    present = 0;
    buffer = reader.buffer();
    return reader.enterObject() && read(reader, fields.root());
  }

  /** Forgets all values. */
  public void clear() {
    present = 0;
  }

  public boolean has(int slot) {
    return (present & 1L << slot) != 0;
  }

  /** A bit for each slot that has a value. */
  public long present() {
    return present;
  }

  /**
   * The type of the value in the slot, a constant of {@link JsonType}; undefined when it is absent.
   */
  public byte type(int slot) {
    return types[slot];
  }

  public boolean is(int slot, byte type) {
    return has(slot) && types[slot] == type;
  }

  /** Where the value begins in {@link #buffer()}, and for objects and arrays in the document. */
  public int start(int slot) {
    return starts[slot];
  }

  public int length(int slot) {
    return lengths[slot];
  }

  /** The value of a slot that holds an {@link JsonType#INTEGER}. */
  public long integer(int slot) {
    return integers[slot];
  }

  public byte[] buffer() {
    return buffer;
  }

  /** The text in the slot, or null when there is none. */
  public String text(int slot) {
    return is(slot, JsonType.TEXT) ? new String(buffer, starts[slot], lengths[slot], UTF_8) : null;
  }

  /** The path of the slot's field. */
  public String path(int slot) {
    return fields.path(slot);
  }

  private boolean read(JsonReader reader, JsonFields.Level level) {
    FieldSequence sequence = sequences[level.index];
    sequence.begin();
    while (true) {
      int name = reader.nextField(sequence);
      if (name >= 0) {
        readField(reader, level, name);
      } else if (name == JsonReader.UNKNOWN_NAME) {
        reader.skipValue();
      } else {
        return !reader.failed();
      }
    }
  }

  private void readField(JsonReader reader, JsonFields.Level level, int name) {
    if (level.slots[name] >= 0) {
      readSlot(reader, level.slots[name]);
    } else {
      readBelow(reader, level.below[name]);
    }
  }

  private void readSlot(JsonReader reader, int slot) {
    if (!reader.readValue()) {
      return;
    }
    byte type = reader.type();
    if (type == JsonType.NULL) {
      present &= ~(1L << slot);
      return;
    }
    present |= 1L << slot;
    types[slot] = type;
    starts[slot] = reader.start();
    lengths[slot] = reader.length();
    integers[slot] = reader.integer();
  }

  private void readBelow(JsonReader reader, JsonFields.Level below) {
    present &= ~below.mask;
    if (reader.enterObject()) {
      read(reader, below);
    } else {
      reader.skipValue();
    }
  }
}
