/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Texts in their JSON form, with escapes. */
public final class JsonText {

  private static final int ESCAPED_UNIT = 6;

  private JsonText() {}

  /**
   * The end of the first {@code maxCharacters} characters of a valid text, or of the whole text
   * when it has fewer.
   *
   * @param source holds the text from {@code start}, behind its opening quote, with the closing one
   */
  public static int findCut(byte[] source, int start, int maxCharacters) {
    int at = start;
    for (int i = 0; i < maxCharacters && source[at] != '"'; i++) {
      at = afterCharacter(source, at);
    }
    return at;
  }

  /** The text in quotes. */
  public static String quote(String text) {
    JsonWriter json = new JsonWriter();
    json.element(text);
    return new String(json.finish(), UTF_8);
  }

  private static int afterCharacter(byte[] source, int start) {
    if (source[start] == '\\') {
      return afterEscape(source, start);
    }
    int at = start + 1;
    while ((source[at] & 0xC0) == 0x80) {
      at++;
    }
    return at;
  }

  private static int afterEscape(byte[] source, int start) {
    if (source[start + 1] != 'u') {
      return start + 2;
    }
    int next = start + ESCAPED_UNIT;
    boolean pair =
        Character.isHighSurrogate((char) JsonBytes.escaped(source, start))
            && source[next] == '\\'
            && source[next + 1] == 'u'
            && Character.isLowSurrogate((char) JsonBytes.escaped(source, next));
    return pair ? next + ESCAPED_UNIT : next;
  }
}
