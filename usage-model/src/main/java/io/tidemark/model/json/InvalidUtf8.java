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

  /** The bits that eight bytes of ASCII do not have. */
  private static final long NOT_ASCII = 0x8080808080808080L;

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
    int at = afterAscii(document, 0);
    while (at < document.length) {
      int next = afterCharacter(document, at);
      if (next < 0) {
        length += REPLACEMENT.length - 1;
      }
      at = afterAscii(document, next < 0 ? at + 1 : next);
    }
    return length;
  }

  /** Where the first byte from {@code start} on is that is not ASCII; the length if all are. */
  private static int afterAscii(byte[] document, int start) {
    int at = start;
    int lastWord = document.length - Long.BYTES;
    while (at <= lastWord && ((long) JsonBytes.LONGS.get(document, at) & NOT_ASCII) == 0) {
      at += Long.BYTES;
    }
    while (at < document.length && document[at] >= 0) {
      at++;
    }
    return at;
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
