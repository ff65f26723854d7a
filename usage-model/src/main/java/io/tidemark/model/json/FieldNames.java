/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A fixed set of field names, found by their bytes: a perfect hash over length, first and last
 * eight bytes, then a comparison. Immutable.
 */
public final class FieldNames {

  private static final long SEED = 0x7469_6465_6D61_726BL;
  private static final int MAX_NAMES = 1 << 8;
  private static final int MAX_TRIES = 1 << 20;

  /** Bytes of a quoted name that are compared at once. */
  private static final int COMPARED = JsonBytes.PADDING;

  private final byte[][] names;
  private final long[] heads;
  private final long[] tails;
  private final QuotedName[] quoted;
  private final short[] table;
  private final int shift;
  private final long factor;

  private FieldNames(List<String> texts) {
    int count = texts.size();
    names = new byte[count][];
    quoted = new QuotedName[count];
    heads = new long[count];
    tails = new long[count];
    for (int i = 0; i < count; i++) {
      byte[] name = texts.get(i).getBytes(UTF_8);
      byte[] padded = Arrays.copyOf(name, name.length + Long.BYTES);
      names[i] = name;
      quoted[i] = new QuotedName(texts.get(i));
      heads[i] = head(padded, 0, name.length);
      tails[i] = tail(padded, 0, name.length);
    }
    int bits = 64 - Long.numberOfLeadingZeros(count) + 2;
    table = new short[1 << bits];
    shift = 64 - bits;
    factor = findFactor();
  }

  /**
   * A set of names.
   *
   * @param names different from each other; {@link #find} answers with their index
   */
  public static FieldNames of(List<String> names) {
    if (names.size() > MAX_NAMES || new HashSet<>(names).size() != names.size()) {
      throw new IllegalArgumentException("Field names must be different, and not too many");
    }
    return new FieldNames(names);
  }

  /** The index of the name that equals the current text, or -1. */
  public int find(JsonReader reader) {
    return find(reader.buffer(), reader.start(), reader.length());
  }

  /** As {@link #find(JsonReader)}; eight bytes behind the name must be readable. */
  int find(byte[] buffer, int start, int length) {
    long head = head(buffer, start, length);
    long tail = tail(buffer, start, length);
    int index = table[slot(head, tail, length, factor)];
    if (index < 0 || heads[index] != head || tails[index] != tail) {
      return -1;
    }
    byte[] name = names[index];
    if (name.length != length) {
      return -1;
    }
    int middle = start + Long.BYTES;
    boolean same =
        length <= 2 * Long.BYTES
            || Arrays.equals(
                buffer, middle, middle + length - 16, name, Long.BYTES, length - Long.BYTES);
    return same ? index : -1;
  }

  /** Behind the name with its quotes and colon, if it is at {@code at} in that form; or 0. */
  int afterQuoted(int index, byte[] buffer, int at) {
    return quoted[index].after(buffer, at);
  }

  int count() {
    return names.length;
  }

  private static long head(byte[] buffer, int start, int length) {
    long word = (long) JsonBytes.LONGS.get(buffer, start);
    return length >= Long.BYTES ? word : word & (1L << (length << 3)) - 1;
  }

  private static long tail(byte[] buffer, int start, int length) {
    return length <= Long.BYTES
        ? 0
        : (long) JsonBytes.LONGS.get(buffer, start + length - Long.BYTES);
  }

  private int slot(long head, long tail, int length, long by) {
    return (int) (((head ^ Long.rotateLeft(tail, 29) ^ length) * by) >>> shift);
  }

  /** Tries factors until no two names share a place; the table is wide enough for that. */
  private long findFactor() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < MAX_TRIES; i++) {
      long candidate = random.nextLong() | 1;
      if (fill(candidate)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException("Two field names differ in their middle only");
  }

  private boolean fill(long candidate) {
    Arrays.fill(table, (short) -1);
    for (int i = 0; i < names.length; i++) {
      int slot = slot(heads[i], tails[i], names[i].length, candidate);
      if (table[slot] >= 0) {
        return false;
      }
      table[slot] = (short) i;
    }
    return true;
  }

  /**
   * A name as most producers write it: quoted, with the colon close behind. Compared as four words
   * at once, of which those behind its end have an empty mask: names differ in length, and a loop
   * with an unpredictable number of turns costs more than superfluous words.
   */
  private static final class QuotedName {
    private final byte[] bytes;
    private final int length;
    private final long first;
    private final long second;
    private final long third;
    private final long fourth;
    private final long firstMask;
    private final long secondMask;
    private final long thirdMask;
    private final long fourthMask;

    QuotedName(String name) {
      bytes = ("\"" + name + "\":").getBytes(UTF_8);
      length = bytes.length;
      byte[] padded = Arrays.copyOf(bytes, length + JsonBytes.PADDING);
      firstMask = mask(0);
      secondMask = mask(1);
      thirdMask = mask(2);
      fourthMask = mask(3);
      first = word(padded, 0, 0) & firstMask;
      second = word(padded, 0, 1) & secondMask;
      third = word(padded, 0, 2) & thirdMask;
      fourth = word(padded, 0, 3) & fourthMask;
    }

    int after(byte[] buffer, int at) {
      long different =
          ((word(buffer, at, 0) & firstMask) ^ first)
              | ((word(buffer, at, 1) & secondMask) ^ second)
              | ((word(buffer, at, 2) & thirdMask) ^ third)
              | ((word(buffer, at, 3) & fourthMask) ^ fourth);
      return different == 0 && (length <= COMPARED || restIsSame(buffer, at)) ? at + length : 0;
    }

    private boolean restIsSame(byte[] buffer, int at) {
      return at + length <= buffer.length
          && Arrays.equals(bytes, COMPARED, length, buffer, at + COMPARED, at + length);
    }

    private long mask(int word) {
      int left = length - word * Long.BYTES;
      if (left <= 0) {
        return 0;
      }
      return left >= Long.BYTES ? -1 : (1L << (left * Byte.SIZE)) - 1;
    }

    private static long word(byte[] bytes, int at, int word) {
      return (long) JsonBytes.LONGS.get(bytes, at + word * Long.BYTES);
    }
  }
}
