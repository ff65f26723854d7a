/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class PlainLogTextTest {

  @ParameterizedTest
  @ValueSource(ints = {0x2028, 0x2029, 0x202e, 0x2066, 0x200b, 0xfeff, 0x61c, 0xd800, 0xffff})
  void escapesControlCharacters(int point) {
    assertThat(PlainLogText.escapeText("a" + Character.toString(point) + "b"))
        .isEqualTo("a\\u%04xb".formatted(point));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "模型 é 😀", "tab\tand\nline", "\\u2028"})
  void leavesOtherTextToJson(String text) {
    assertThat(PlainLogText.escapeText(text)).isEqualTo(text);
  }
}
