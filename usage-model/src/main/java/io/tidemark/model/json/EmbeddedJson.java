/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Reads objects that a member holds as text: databases write JSON columns so. */
public final class EmbeddedJson {

  private final JsonReader text = new JsonReader();

  /**
   * An object with a member that is an object as text replaced by that object.
   *
   * @param source a document that is valid JSON and has not been decoded in place
   * @param start where the object begins
   * @param end the position after it
   * @return null if the member is not a text, or the text is not an object
   */
  public byte[] unfoldMember(byte[] source, int start, int end, String member) {
    byte[] b = Arrays.copyOfRange(source, start, end + JsonBytes.PADDING);
    int length = end - start;
    int value = JsonStructure.valueOf(b, 0, length, member);
    if (value < 0 || b[value] != '"') {
      return null;
    }
    int behind = JsonBytes.afterText(b, value + 1);
    text.open(Arrays.copyOfRange(b, value, behind));
    text.readValue();
    byte[] decoded = Arrays.copyOfRange(text.buffer(), text.start(), text.start() + text.length());
    if (!isObject(decoded)) {
      return null;
    }
    ByteArrayOutputStream unfolded = new ByteArrayOutputStream(length);
    unfolded.write(b, 0, value);
    unfolded.write(decoded, 0, decoded.length);
    unfolded.write(b, behind, length - behind);
    return unfolded.toByteArray();
  }

  private boolean isObject(byte[] document) {
    text.open(document);
    int start = text.position();
    return text.skipValue() && text.finish() && text.buffer()[start] == '{';
  }
}
