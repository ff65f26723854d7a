/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.junit.jupiter.api.Test;

class JsonReaderTest {

  /** The bytes at which the rules of UTF-8 change. */
  private static final int[] EDGES = {
    0x20, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
    0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
  };

  private final JsonReader reader = new JsonReader();

  @Test
  void takesTheSameUtf8AsThePlatform() {
    for (int first : EDGES) {
      for (int second : EDGES) {
        for (int third : EDGES) {
          for (int fourth : EDGES) {
            check((byte) first, (byte) second, (byte) third, (byte) fourth);
          }
        }
      }
    }
  }

  private void check(byte... text) {
    byte[] document = new byte[text.length + 2];
    document[0] = '"';
    System.arraycopy(text, 0, document, 1, text.length);
    document[text.length + 1] = '"';
    String expected = decode(text);
    reader.open(document);
    boolean read = reader.readValue() && reader.finish();
    assertThat(read ? reader.text() : null).isEqualTo(expected);
    reader.open(document);
    assertThat(reader.skipValue() && reader.finish()).isEqualTo(expected != null);
  }

  private static String decode(byte[] text) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
