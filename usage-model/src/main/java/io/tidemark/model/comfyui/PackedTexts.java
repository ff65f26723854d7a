/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.parsing.EventTexts;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Texts behind one another as bytes, each after its length; one that is absent has length -1. */
final class PackedTexts {

  private static final short ABSENT = -1;
  private static final int FIRST_CAPACITY = 128;

  private final int head;
  private byte[] bytes;
  private int length;

  /** No texts yet, behind {@code head} free bytes. */
  PackedTexts(int head) {
    this.head = head;
    bytes = new byte[head + FIRST_CAPACITY];
    length = head;
  }

  void add(String text) {
    if (text == null) {
      addLength(ABSENT, 0);
      return;
    }
    byte[] encoded = text.getBytes(UTF_8);
    add(encoded, 0, encoded.length);
  }

  private void add(byte[] source, int offset, int textLength) {
    addLength((short) textLength, textLength);
    System.arraycopy(source, offset, bytes, length, textLength);
    length += textLength;
  }

  /** Adds a text of a step. */
  void add(StepText text, EventTexts texts) {
    if (texts.has(text.index())) {
      addDimension(text, texts);
    } else {
      addLength(ABSENT, 0);
    }
  }

  void addEntry(String name, String value) {
    add(name);
    add(value);
  }

  /** As a dimension of a {@link io.tidemark.model.hourly.DimensionKey}: absent means empty. */
  void addDimension(StepText text, EventTexts texts) {
    add(texts.buffer(), texts.offset(text.index()), texts.length(text.index()));
  }

  /** As a dimension, of bytes of its own. */
  void addDimension(byte[] text) {
    add(text, 0, text.length);
  }

  /** Adds bytes that are here already. */
  void repeatBytes(int from, int to) {
    makeRoom(to - from);
    System.arraycopy(bytes, from, bytes, length, to - from);
    length += to - from;
  }

  /** Makes room for the text behind its length, too. */
  private void addLength(short code, int room) {
    makeRoom(Short.BYTES + room);
    bytes[length] = (byte) (code >>> 8);
    bytes[length + 1] = (byte) code;
    length += Short.BYTES;
  }

  private void makeRoom(int room) {
    if (length + room > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (length + room));
    }
  }

  /** Removes all texts. */
  void clear() {
    length = head;
  }

  /** Holds the texts, up to {@link #length}; not a copy. */
  byte[] buffer() {
    return bytes;
  }

  int length() {
    return length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** The text at which the buffer stands; null when it is absent. */
  static String next(ByteBuffer buffer) {
    short code = buffer.getShort();
    if (code == ABSENT) {
      return null;
    }
    byte[] text = new byte[code & 0xffff];
    buffer.get(text);
    return new String(text, UTF_8);
  }
}
