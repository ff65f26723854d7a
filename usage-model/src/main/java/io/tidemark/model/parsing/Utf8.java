/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

/** Lengths of valid UTF-8 in characters (code points). */
public final class Utf8 {

  private Utf8() {}

  /** Whether the text has at most {@code max} characters. */
  public static boolean fits(byte[] source, int start, int length, int max) {
    return length <= max || cut(source, start, length, max) == length;
  }

  /** Bytes of the first {@code max} characters, or of the whole text when it has fewer. */
  public static int cut(byte[] source, int start, int length, int max) {
    if (length <= max) {
      return length;
    }
    int characters = 0;
    for (int i = 0; i < length; i++) {
      boolean begins = (source[start + i] & 0xC0) != 0x80;
      if (begins && ++characters > max) {
        return i;
      }
    }
    return length;
  }
}
