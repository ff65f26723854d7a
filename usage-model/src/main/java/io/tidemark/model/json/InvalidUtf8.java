/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
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
    byte[] b = Arrays.copyOf(document, document.length + JsonBytes.PADDING);
    ByteArrayOutputStream replaced = null;
    int kept = 0;
    int at = 0;
    while (at < document.length) {
      int next = b[at] < 0 ? JsonBytes.afterCharacter(b, at) : at + 1;
      if (next > 0) {
        at = next;
        continue;
      }
      replaced = replaced == null ? new ByteArrayOutputStream(2 * document.length) : replaced;
      replaced.write(b, kept, at - kept);
      replaced.write(REPLACEMENT, 0, REPLACEMENT.length);
      at++;
      kept = at;
    }
    if (replaced == null) {
      return document;
    }
    replaced.write(b, kept, document.length - kept);
    return replaced.toByteArray();
  }
}
