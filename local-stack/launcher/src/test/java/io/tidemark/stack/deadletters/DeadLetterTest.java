/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class DeadLetterTest {

  @Test
  void textIsSentAsItWas() {
    DeadLetter letter =
        letter(
            "{\"reason\":\"malformed\",\"topic\":\"t\",\"partition\":2,\"offset\":7,"
                + "\"payload\":\"{\\\"a\\\":1}\\n\",\"payload_encoding\":\"utf-8\"}");

    assertThat(letter.payload()).hasValue("{\"a\":1}\n".getBytes(UTF_8));
    assertThat(letter.origin()).isEqualTo("t-2-7");
  }

  @Test
  void replaysBinaryPayloadsUnchanged() {
    assertThat(
            letter(
                    "{\"reason\":\"malformed\",\"topic\":\"t\","
                        + "\"payload\":\"/w==\",\"payload_encoding\":\"base64\"}")
                .payload()
                .orElseThrow())
        .containsExactly(0xff);
  }

  @Test
  void tellsEventsOfOneRecordByTheirPayload() {
    String format =
        "{\"reason\":\"future\",\"topic\":\"t\",\"partition\":2,\"offset\":%d,\"payload\":\"%s\"}";

    String event = letter(format.formatted(7, "a")).event();

    assertThat(letter(format.formatted(7, "a")).event()).isEqualTo(event);
    assertThat(letter(format.formatted(7, "b")).event()).isNotEqualTo(event);
    assertThat(letter(format.formatted(8, "a")).event()).isNotEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"reason\":\"too_large\",\"topic\":\"t\",\"payload\":\"x\",\"payload_truncated\":true}",
        "{\"reason\":\"malformed\",\"topic\":\"t\"}",
        "{\"reason\":\"malformed\",\"topic\":\"t\",\"payload\":\"?\",\"payload_encoding\":\"base64\"}"
      })
  void skipsIncompleteDeadLetters(String json) {
    assertThat(letter(json).payload()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "null",
        "{\"topic\":\"t\"}",
        "{\"reason\":\"refused\",\"topic\":7}"
      })
  void skipsDeadLettersWithoutOrigin(String json) {
    assertThat(DeadLetter.readLetter(json.getBytes(UTF_8))).isEqualTo(Optional.empty());
  }

  private static DeadLetter letter(String json) {
    return DeadLetter.readLetter(json.getBytes(UTF_8)).orElseThrow();
  }
}
