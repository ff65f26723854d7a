/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class EventTextsTest {

  private final EventTexts texts = new EventTexts(3);

  @Test
  void refersToTheBufferOfTheRecord() {
    byte[] record = "größe,w-1...".getBytes(UTF_8);
    texts.clear(record, 11);
    texts.refer(0, 0, 7);
    texts.refer(2, 8, 3);

    assertThat(texts.get(0)).isEqualTo("größe");
    assertThat(texts.has(1)).isFalse();
    assertThat(texts.get(1)).isNull();
    assertThat(texts.get(2)).isEqualTo("w-1");
    assertThat(texts.buffer()).isSameAs(record);
  }

  @Test
  void copiesBehindTheRecordWithoutChangingIt() {
    byte[] record = "abcdef".getBytes(UTF_8);
    texts.clear(record, 4);
    texts.refer(0, 0, 4);
    texts.set(1, "xy");
    texts.set(2, "z".repeat(1000));
    texts.set(1, "longer");

    assertThat(texts.get(0)).isEqualTo("abcd");
    assertThat(texts.get(1)).isEqualTo("longer");
    assertThat(texts.get(2)).hasSize(1000);
  }

  @Test
  void forgetsTextsOfTheEventBefore() {
    texts.set(0, "x".repeat(1000));
    texts.set(1, "gone");
    texts.set(1, null);
    assertThat(texts.has(1)).isFalse();

    texts.clear();

    assertThat(texts.get(0)).isNull();
    texts.set(2, "again");
    assertThat(texts.get(2)).isEqualTo("again");
  }
}
