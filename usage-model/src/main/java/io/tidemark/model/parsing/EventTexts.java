/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Texts of one event as UTF-8 bytes in one buffer, each at its index. The buffer may be the one
 * that the record was read into: then no text is copied, and no object is made of it. A text of
 * length 0 is absent.
 */
public final class EventTexts {

  private static final int FIRST_CAPACITY = 256;

  private final int[] offsets;
  private final int[] lengths;
  private byte[] own = new byte[FIRST_CAPACITY];
  private byte[] buffer = own;
  private int used;

  public EventTexts(int count) {
    offsets = new int[count];
    lengths = new int[count];
  }

  /** Forgets all texts. */
  public void clear() {
    clear(own, 0);
  }

  /**
   * Forgets all texts, and takes a buffer for new ones to refer to. It must stay as it is until the
   * texts are cleared, but for the bytes from {@code spare} on, which belong to the texts.
   */
  public void clear(byte[] shared, int spare) {
    buffer = shared;
    used = spare;
    Arrays.fill(lengths, 0);
  }

  /** Sets a text that is in the buffer already. */
  public void refer(int index, int offset, int length) {
    offsets[index] = offset;
    lengths[index] = length;
  }

  /** Sets a text from bytes, which are copied; an earlier value is replaced. */
  public void copy(int index, byte[] source, int offset, int length) {
    if (used + length > buffer.length) {
      grow(length);
    }
    System.arraycopy(source, offset, buffer, used, length);
    refer(index, used, length);
    used += length;
  }

  private void grow(int more) {
    boolean isOwn = buffer == own;
    buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, used + more));
    if (isOwn) {
      own = buffer;
    }
  }

  /** Sets a text; null or empty makes it absent. */
  public void set(int index, String text) {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(UTF_8);
    copy(index, bytes, 0, bytes.length);
  }

  /** The text, or null when it is absent. */
  public String get(int index) {
    return has(index) ? new String(buffer, offsets[index], lengths[index], UTF_8) : null;
  }

  public boolean has(int index) {
    return lengths[index] != 0;
  }

  /** Where the text begins in {@link #buffer()}; meaningless when it is absent. */
  public int offset(int index) {
    return offsets[index];
  }

  /** Bytes of the text; 0 when it is absent. */
  public int length(int index) {
    return lengths[index];
  }

  /** Holds all texts; to be read only, and only until the next change. */
  public byte[] buffer() {
    return buffer;
  }
}
