/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class JsonReaderTest {

  /** The bytes at which the rules of UTF-8 change. */
  private static final int[] EDGES = {
    0x20, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
    0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
  };

  private static final long NOT_READ = -1;

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

  @Test
  void readsIntegersOfEveryLength() {
    String digits = "9081726354453627180";
    for (int length = 1; length <= digits.length(); length++) {
      String number = digits.substring(0, length);
      for (String behind : List.of(",1]", "]", " ]", "\n]")) {
        reader.open(("[" + number + behind).getBytes(UTF_8));
        assertThat(firstElement()).as(number + behind).isEqualTo(Long.parseLong(number));
      }
      reader.open(("{\"a\":" + number + "}").getBytes(UTF_8));
      assertThat(firstField()).as(number).isEqualTo(Long.parseLong(number));
    }
  }

  @Test
  void rejectsNumbersWithALeadingZeroAndTakesZero() {
    for (String number : List.of("00", "01", "0123456", "012345678")) {
      reader.open(("[" + number + ",1]").getBytes(UTF_8));
      assertThat(firstElement()).as(number).isEqualTo(NOT_READ);
    }
    reader.open("[0,1]".getBytes(UTF_8));
    assertThat(firstElement()).isZero();
  }

  @Test
  void tellsLongNamesApartThatDifferAtTheirEndOnly() {
    String name = "n".repeat(40);
    FieldSequence sequence = FieldSequence.of(List.of(name));
    for (String other : List.of(name, name.substring(1) + "m", name + "n", "n".repeat(31))) {
      sequence.begin();
      reader.open(("{\"" + other + "\":1}").getBytes(UTF_8));
      assertThat(reader.enterObject()).isTrue();
      assertThat(reader.nextField(sequence))
          .as(other)
          .isEqualTo(other.equals(name) ? 0 : JsonReader.UNKNOWN_NAME);
      assertThat(reader.readValue()).isTrue();
      assertThat(reader.integer()).isEqualTo(1);
    }
  }

  private long firstElement() {
    boolean read = reader.enterArray() && reader.nextElement() && reader.readValue();
    return read && reader.type() == JsonType.INTEGER ? reader.integer() : NOT_READ;
  }

  private long firstField() {
    boolean read = reader.enterObject() && reader.nextField() && reader.readValue();
    return read && reader.type() == JsonType.INTEGER ? reader.integer() : NOT_READ;
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
