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

  /**
   * A record with more damaged items is not divided: each takes memory, and as little as a comma in
   * the record.
   */
  public static final int MAX_DAMAGED = 10_000;

  private final List<List<String>> path;
  private final boolean itemsAreMembers;
  private final Map<Integer, Damage> failures = new HashMap<>();
  private int emptyItems;

  /** Why an item cannot be read, and where it ends. */
  private record Damage(String failure, int end) {}

  private byte[] source;
  private JsonReader reader;

  /**
   * @param path names of the arrays through which an item is reached from the record, the outermost
   *     first; empty if the record is an item. The record may also be an array of such records.
   */
  public DamagedItems(List<String> path) {
    this(path.stream().map(List::of).toList(), false);
  }

  private DamagedItems(List<List<String>> path, boolean itemsAreMembers) {
    this.path = List.copyOf(path);
    this.itemsAreMembers = itemsAreMembers;
  }

  /**
   * Items below arrays of several names.
   *
   * @param levels for each level the names of its arrays, the outermost first; a slash in a name
   *     leads into an object
   */
  public static DamagedItems belowArrays(List<List<String>> levels) {
    return new DamagedItems(levels, false);
  }

  /** Items that are the values of the fields of a record. */
  public static DamagedItems ofMembers() {
    return new DamagedItems(List.of(), true);
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
    byte[] replaced = InvalidUtf8.replaceInvalid(record);
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
    Damage damage = failures.isEmpty() ? null : failures.get(start);
    return damage == null ? null : damage.failure();
  }

  /**
   * Where the item that begins at {@code start} ends in the source: a damaged one reads shorter.
   */
  public int endOf(int start, int readEnd) {
    Damage damage = failures.isEmpty() ? null : failures.get(start);
    return damage == null ? readEnd : damage.end();
  }

  /** How many items had no bytes at all: two commas in a row. */
  public int emptyItems() {
    return emptyItems;
  }

  /** Whether the record has more than {@link #MAX_DAMAGED} damaged items. */
  public boolean isTooDamaged() {
    return failures.size() + emptyItems > MAX_DAMAGED;
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
    if (itemsAreMembers && b[start] == '{') {
      blankMembersOf(start);
    } else if (b[start] == '[') {
      blankItemsOf(start, 0, 1);
    } else if (!path.isEmpty()) {
      blankItemsBelow(start, 0, 1);
    } else {
      return false;
    }
    reader.reopen(start, 0);
    return isTooDamaged()
        ? reader.fail("not valid JSON in more than " + MAX_DAMAGED + " items")
        : isValid();
  }

  /**
   * Blanks items of an object.
   *
   * @param depth objects and arrays around its members: in all, a record may have a certain number
   */
  private void blankItemsBelow(int object, int level, int depth) {
    byte[] b = reader.buffer();
    for (String names : path.get(level)) {
      int at = object;
      int inside = depth;
      for (String name : names.split("/", -1)) {
        at = at >= 0 && b[at] == '{' ? JsonStructure.valueOf(b, at, reader.end(), name) : -1;
        inside++;
      }
      if (at >= 0 && b[at] == '[') {
        blankItemsOf(at, level + 1, inside);
      }
    }
  }

  private void blankMembersOf(int object) {
    byte[] b = reader.buffer();
    int end = reader.end();
    int at = JsonBytes.afterBlank(b, object + 1);
    while (at < end && b[at] == '"' && !isTooDamaged()) {
      int quote = JsonStructure.textEnd(b, at + 1, end);
      int colon = quote < 0 ? end : JsonBytes.afterBlank(b, quote + 1);
      if (colon >= end || b[colon] != ':') {
        return;
      }
      int value = JsonBytes.afterBlank(b, colon + 1);
      int next = JsonStructure.elementEnd(b, value, end);
      if (next <= value) {
        return;
      }
      blankIfDamaged(value, next, path.size(), 1);
      if (next >= end || b[next] != ',') {
        return;
      }
      at = JsonBytes.afterBlank(b, next + 1);
    }
  }

  private void blankItemsOf(int array, int level, int depth) {
    byte[] b = reader.buffer();
    int comma = -1;
    int at = JsonBytes.afterBlank(b, array + 1);
    while ((b[at] != ']' || comma >= 0) && !isTooDamaged()) {
      int end = JsonStructure.elementEnd(b, at, reader.end());
      boolean last = end < 0 || b[end] != ',';
      if (end > at) {
        blankIfDamaged(at, end, level, depth);
        comma = end;
      } else if (last && comma < 0) {
        // The array has no item, and no end either.
        return;
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

  private void blankIfDamaged(int start, int end, int level, int depth) {
    String failure = failureOf(start, end, depth);
    if (failure == null) {
      return;
    }
    if (level < path.size() && reader.buffer()[start] == '{') {
      blankItemsBelow(start, level, depth + 1);
      if (failureOf(start, end, depth) == null) {
        return;
      }
    }
    byte[] b = reader.buffer();
    b[start] = '0';
    Arrays.fill(b, start + 1, end, (byte) ' ');
    failures.put(start, new Damage(failure, end));
  }

  private String failureOf(int start, int end, int depth) {
    reader.reopen(start, depth);
    if (!reader.skipValue()) {
      return reader.failure();
    }
    int behind = JsonBytes.afterBlank(reader.buffer(), reader.position());
    return behind == end ? null : "not valid JSON at byte " + behind;
  }
}
