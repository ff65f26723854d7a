/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids in payloads of dead letters. */
@Tag("fast")
class JsonLayersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user_id\":\"张伟\"",
        "{\"user_id\":\"\\u5f20\\u4f1f\"}",
        "{\"user_id\":\"\\u5F20伟\"}",
        "{\"ai_log\":\"{\\\"consumer\\\":\\\"\\\\u5f20\\\\u4f1f\\\"}\"}",
        "{\"text\":\"x\\n张伟\",\"cut\":\"\\u5f",
      })
  void findsIdsWhateverTheirEscapes(String payload) {
    assertThat(isNamed("张伟", payload)).isTrue();
    assertThat(isNamed("李伟", payload)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user\":\"CORP\\\\alice\"}",
        "{\"user\":\"CORP\\u005calice\"}",
        "{\"user\":\"CORP\\u005C\\u0061lice\"}"
      })
  void findsIdsWithBackslashes(String payload) {
    assertThat(isNamed("CORP\\alice", payload)).isTrue();
    assertThat(isNamed("CORP\\bob", payload)).isFalse();
  }

  @Test
  void leavesTextsWithoutEscapesAsTheyAre() {
    assertThat(JsonLayers.read("{\"a\":1}")).containsExactly("{\"a\":1}");
  }

  private static boolean isNamed(String user, String payload) {
    PersonText person = new PersonText(user, "p-1");
    return JsonLayers.read(payload).stream().anyMatch(person::isIn);
  }
}
