/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens records that hold many items, so that one damaged item does not cost the others. A record
 * that is not valid JSON is divided by its quotes, braces and brackets alone; items that are not
 * valid are blanked in the reader's copy, and their failures kept. A record whose braces do not
 * match, for example because its end is missing, cannot be read at all. Belongs to one thread.
 *
 * <p>Bytes that are not UTF-8 are no damage: they are read as replacement characters.
 */
public final class DamagedItems {

  private final List<String> path;
  private final Map<Integer, String> failures = new HashMap<>();
  private int emptyItems;
  private byte[] source;
  private JsonReader reader;

  /**
   * @param path names of the arrays through which an item is reached from the record, the outermost
   *     first; empty if the record is an item. The record may also be an array of such records.
   */
  public DamagedItems(List<String> path) {
    this.path = List.copyOf(path);
  }

  /**
   * Opens a record and moves to its value.
   *
   * @return false if nothing of it can be read; {@link JsonReader#failure()} says why
   */
  public boolean open(JsonReader json, byte[] record) {
    reader = json;
    if (!failures.isEmpty()) {
      failures.clear();
    }
    emptyItems = 0;
    source = record;
    json.open(record);
    if (isValid()) {
      return true;
    }
    byte[] replaced = InvalidUtf8.replace(record);
    if (replaced != record) {
      source = replaced;
      json.open(replaced);
      if (isValid()) {
        return true;
      }
    }
    return blankDamaged();
  }

  /** The record as it was opened, before the reader decoded anything in place. */
  public byte[] source() {
    return source;
  }

  /** The failure of the item that begins here, or null if it is valid. */
  public String failureAt(int start) {
    return failures.isEmpty() ? null : failures.get(start);
  }

  /** How many items had no bytes at all: two commas in a row. */
  public int emptyItems() {
    return emptyItems;
  }

  private boolean isValid() {
    int start = reader.position();
    boolean valid = reader.skipValue() && reader.finish();
    if (valid) {
      reader.moveTo(start);
    }
    return valid;
  }

  private boolean blankDamaged() {
    byte[] b = reader.buffer();
    int end = reader.end();
    int start = JsonBytes.afterByteOrderMark(b);
    if (JsonStructure.elementEnd(b, start, end) != end) {
      return false;
    }
    if (b[start] == '[') {
      blankItemsOf(start, 0);
    } else if (!path.isEmpty()) {
      blankItemsBelow(start, 0);
    } else {
      return false;
    }
    reader.reopen(start);
    return isValid();
  }

  private void blankItemsBelow(int object, int level) {
    int array = JsonStructure.valueOf(reader.buffer(), object, reader.end(), path.get(level));
    if (array >= 0 && reader.buffer()[array] == '[') {
      blankItemsOf(array, level + 1);
    }
  }

  private void blankItemsOf(int array, int level) {
    byte[] b = reader.buffer();
    int comma = -1;
    int at = JsonBytes.afterBlank(b, array + 1);
    while (b[at] != ']' || comma >= 0) {
      int end = JsonStructure.elementEnd(b, at, reader.end());
      boolean last = end < 0 || b[end] != ',';
      if (end > at) {
        blankIfDamaged(at, end, level);
        comma = end;
      } else {
        emptyItems++;
        b[last ? comma : end] = ' ';
      }
      if (last) {
        return;
      }
      at = JsonBytes.afterBlank(b, end + 1);
    }
  }

  private void blankIfDamaged(int start, int end, int level) {
    String failure = failureOf(start, end);
    if (failure == null) {
      return;
    }
    if (level < path.size() && reader.buffer()[start] == '{') {
      blankItemsBelow(start, level);
      if (failureOf(start, end) == null) {
        return;
      }
    }
    byte[] b = reader.buffer();
    b[start] = '0';
    Arrays.fill(b, start + 1, end, (byte) ' ');
    failures.put(start, failure);
  }

  private String failureOf(int start, int end) {
    reader.reopen(start);
    if (!reader.skipValue()) {
      return reader.failure();
    }
    int behind = JsonBytes.afterBlank(reader.buffer(), reader.position());
    return behind == end ? null : "not valid JSON at byte " + behind;
  }
}
