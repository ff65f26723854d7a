/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class JsonWriterTest {

  private final JsonWriter json = new JsonWriter();

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 10, 99, 100, -1, -10, Long.MAX_VALUE, Long.MIN_VALUE})
  void writesNumbersAsTheJdkDoes(long value) {
    assertThat(written(value)).isEqualTo("{\"n\":" + value + "}");
  }

  @Test
  void writesAnyNumber() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong() >> random.nextInt(Long.SIZE);
      assertThat(written(value)).isEqualTo("{\"n\":" + value + "}");
    }
  }

  @Test
  void writesPreparedNamesAndTextsThatEndWithANumber() {
    json.beginObject();
    json.field(JsonName.of("b042"), 5);
    json.beginArray("bin_counts");
    json.element(JsonName.of("b042x"), 1);
    json.element(JsonName.of("b042x"), 4);
    json.endArray();
    json.endObject();

    assertThat(new String(json.finish(), UTF_8))
        .isEqualTo("{\"b042\":5,\"bin_counts\":[\"b042x1\",\"b042x4\"]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "a\\b", "a b", "\u00e9", "a\n"})
  void rejectsNamesThatNeedEscapes(String name) {
    assertThatThrownBy(() -> JsonName.of(name)).isInstanceOf(IllegalArgumentException.class);
  }

  private String written(long value) {
    json.beginObject();
    json.field("n", value);
    json.endObject();
    return new String(json.finish(), UTF_8);
  }
}
