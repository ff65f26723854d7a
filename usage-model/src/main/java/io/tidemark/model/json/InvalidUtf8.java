/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Makes documents with bytes that are not UTF-8 readable. */
public final class InvalidUtf8 {

  private InvalidUtf8() {}

  /**
   * The document with each byte that is not UTF-8 as the escape of half a surrogate pair, which the
   * reader replaces inside of texts and refuses elsewhere; the same array if all is UTF-8.
   */
  public static byte[] escape(byte[] document) {
    byte[] b = Arrays.copyOf(document, document.length + JsonBytes.PADDING);
    ByteArrayOutputStream escaped = null;
    int kept = 0;
    int at = 0;
    while (at < document.length) {
      int next = b[at] < 0 ? JsonBytes.afterCharacter(b, at) : at + 1;
      if (next > 0 || isEscaped(b, at)) {
        next = Math.max(next, at + 1);
        at = next;
        continue;
      }
      escaped = escaped == null ? new ByteArrayOutputStream(2 * document.length) : escaped;
      escaped.write(b, kept, at - kept);
      byte[] escape = String.format("\\udc%02x", b[at]).getBytes(US_ASCII);
      escaped.write(escape, 0, escape.length);
      at++;
      kept = at;
    }
    if (escaped == null) {
      return document;
    }
    escaped.write(b, kept, document.length - kept);
    return escaped.toByteArray();
  }

  /** Whether an odd number of backslashes stands before: no escape, whatever the byte is. */
  private static boolean isEscaped(byte[] b, int p) {
    int at = p;
    while (at > 0 && b[at - 1] == '\\') {
      at--;
    }
    return (p - at) % 2 != 0;
  }
}
