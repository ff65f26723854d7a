/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Writes one JSON document as UTF-8 bytes. Made for documents of known shape: the caller keeps
 * objects balanced. An object is reused; {@link #finish} returns the bytes and empties it.
 */
public final class JsonWriter {

  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

  /** Digits of the greatest long. */
  private static final int MAX_DIGITS = 19;

  private byte[] buffer = new byte[2048];
  private int used;
  private boolean comma;

  /** Opens an object: the document, or an element of an array. */
  public void beginObject() {
    separate();
    put('{');
    comma = false;
  }

  /** Opens the member {@code name}, an object. */
  public void beginObject(String name) {
    name(name);
    put('{');
    comma = false;
  }

  /** Closes the innermost object. */
  public void endObject() {
    put('}');
    comma = true;
  }

  /** Opens the member {@code name}, an array. */
  public void beginArray(String name) {
    name(name);
    put('[');
    comma = false;
  }

  /** Closes the innermost array. */
  public void endArray() {
    put(']');
    comma = true;
  }

  /** Writes a number into the open array. */
  public void element(long value) {
    separate();
    number(value);
    comma = true;
  }

  /** Writes a text into the open array. */
  public void element(String value) {
    separate();
    byte[] bytes = value.getBytes(UTF_8);
    text(bytes, 0, bytes.length);
    comma = true;
  }

  /** Writes a text that ends with a number, which is not negative, into the open array. */
  public void element(JsonName text, long number) {
    separate();
    put('"');
    ascii(text.bytes());
    number(number);
    put('"');
    comma = true;
  }

  public void field(JsonName name, long value) {
    separate();
    put('"');
    ascii(name.bytes());
    put('"');
    put(':');
    number(value);
    comma = true;
  }

  public void field(String name, long value) {
    name(name);
    number(value);
    comma = true;
  }

  /** Writes a number with a fraction; it must be finite. */
  public void field(String name, double value) {
    name(name);
    ascii(Double.toString(value));
    comma = true;
  }

  public void field(String name, boolean value) {
    name(name);
    ascii(Boolean.toString(value));
    comma = true;
  }

  public void field(String name, String value) {
    byte[] bytes = value.getBytes(UTF_8);
    field(name, bytes, 0, bytes.length);
  }

  /** Writes a text that is already UTF-8. */
  public void field(String name, byte[] utf8, int offset, int length) {
    name(name);
    text(utf8, offset, length);
    comma = true;
  }

  /** Bytes written so far. */
  public int size() {
    return used;
  }

  /** The document; the writer is empty afterwards. */
  public byte[] finish() {
    byte[] document = Arrays.copyOf(buffer, used);
    used = 0;
    comma = false;
    return document;
  }

  private void name(String name) {
    separate();
    byte[] bytes = name.getBytes(UTF_8);
    text(bytes, 0, bytes.length);
    put(':');
  }

  private void separate() {
    if (comma) {
      put(',');
    }
  }

  private void text(byte[] utf8, int offset, int length) {
    room(length * 6 + 2);
    buffer[used++] = '"';
    for (int i = offset; i < offset + length; i++) {
      byte b = utf8[i];
      if (b >= 0 && b < ' ') {
        control(b);
      } else {
        if (b == '"' || b == '\\') {
          buffer[used++] = '\\';
        }
        buffer[used++] = b;
      }
    }
    buffer[used++] = '"';
  }

  private void control(byte b) {
    buffer[used++] = '\\';
    buffer[used++] = 'u';
    buffer[used++] = '0';
    buffer[used++] = '0';
    buffer[used++] = HEX[b >> 4];
    buffer[used++] = HEX[b & 15];
  }

  private void number(long value) {
    if (value < 0) {
      ascii(Long.toString(value));
      return;
    }
    room(MAX_DIGITS);
    int end = used + countDigits(value);
    used = end;
    long rest = value;
    do {
      buffer[--end] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
  }

  private static int countDigits(long value) {
    int digits = 1;
    for (long above = 10; digits < MAX_DIGITS && value >= above; above *= 10) {
      digits++;
    }
    return digits;
  }

  private void ascii(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, used, bytes.length);
    used += bytes.length;
  }

  private void ascii(String digits) {
    room(digits.length());
    for (int i = 0; i < digits.length(); i++) {
      buffer[used++] = (byte) digits.charAt(i);
    }
  }

  private void put(char c) {
    room(1);
    buffer[used++] = (byte) c;
  }

  private void room(int more) {
    if (used + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, used + more));
    }
  }
}
