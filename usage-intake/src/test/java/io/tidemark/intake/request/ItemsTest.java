/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.model.json.DamagedItems;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ItemsTest {

  private final Items items = new Items(10);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cut\":1}\n{\"b\":2}\n{\"c\":3}",
        "{\"a\":1}\ncut\":2}\n{\"c\":3}",
        "{\"a\":1}\n{\"b\":2}\n{\"c\":",
      })
  void keepsTheOtherLinesOfADamagedOne(String body) {
    assertThat(split(body)).containsExactly(body.split("\n", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\n\"a\":[\n{\"b\":2}\n]}",
        "{\"a\":[\n{\"b\":2}\n] broken }",
        "neither\nobjects\nnor lines",
      })
  void keepsABodyWithoutItemsPerLineWhole(String body) {
    assertThat(split(body)).containsExactly(body);
  }

  @ParameterizedTest
  @CsvSource({"'[', 'x,', '1]'", "'[', ',', ']'", "'[', '{},', '{}]'", "'', '{}\n', ''"})
  void refusesTooManyItems(String start, String item, String end) {
    for (int times : new int[] {11, DamagedItems.MAX_DAMAGED + 1, 1_000_000}) {
      assertThatThrownBy(() -> split(start + item.repeat(times) + end))
          .isInstanceOfSatisfying(
              IntakeException.class, refused -> assertThat(refused.status()).isEqualTo(413));
    }
  }

  private List<String> split(String body) {
    return items.splitBody(body.getBytes(UTF_8)).stream()
        .map(item -> new String(item, UTF_8))
        .toList();
  }
}
