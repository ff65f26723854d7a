/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Makes documents with bytes that are not UTF-8 readable. */
public final class InvalidUtf8 {

  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(UTF_8);

  private InvalidUtf8() {}

  /**
   * The document with a replacement character for each byte that is not UTF-8; the same array if
   * there is none. Outside of texts the document stays as wrong as it was.
   */
  public static byte[] replaceInvalid(byte[] document) {
    long length = replacedLength(document);
    if (length == document.length) {
      return document;
    }
    byte[] replaced = new byte[Math.toIntExact(length)];
    int to = 0;
    int at = 0;
    while (at < document.length) {
      int next = afterCharacter(document, at);
      if (next < 0) {
        System.arraycopy(REPLACEMENT, 0, replaced, to, REPLACEMENT.length);
        to += REPLACEMENT.length;
        at++;
      }
      while (at < next) {
        replaced[to++] = document[at++];
      }
    }
    return replaced;
  }

  /** The length of the document with its replacement characters. */
  public static long replacedLength(byte[] document) {
    long length = document.length;
    int at = 0;
    while (at < document.length) {
      int next = afterCharacter(document, at);
      if (next < 0) {
        length += REPLACEMENT.length - 1;
      }
      at = next < 0 ? at + 1 : next;
    }
    return length;
  }

  /** Where the character at {@code at} ends; negative if it is none. */
  private static int afterCharacter(byte[] document, int at) {
    if (document[at] >= 0) {
      return at + 1;
    }
    if (at + JsonBytes.PADDING <= document.length) {
      return JsonBytes.afterCharacter(document, at);
    }
    // The bytes behind the end, which are looked at, must be none of a character.
    byte[] last = Arrays.copyOfRange(document, at, at + JsonBytes.PADDING);
    int next = JsonBytes.afterCharacter(last, 0);
    return next < 0 ? next : at + next;
  }
}
