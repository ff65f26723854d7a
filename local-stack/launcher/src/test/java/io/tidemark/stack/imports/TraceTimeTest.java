/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class TraceTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2023-11-16 18:15:46.6805900,       2023-11-16T18:15:46.680590Z",
    "2023-11-16T18:15:46,               2023-11-16T18:15:46Z",
    "2023-11-16 18:15,                  2023-11-16T18:15:00Z",
    "2023-11-16T18:15:46.5+08:00,       2023-11-16T10:15:46.5Z",
    "2023-11-16T18:15:46Z,              2023-11-16T18:15:46Z",
    "1700158546,                        2023-11-16T18:15:46Z",
    "1700158546.25,                     2023-11-16T18:15:46.25Z",
    "1700158546680,                     2023-11-16T18:15:46.680Z",
    "1700158546680590,                  2023-11-16T18:15:46.680590Z",
    "1700158546680590123,               2023-11-16T18:15:46.680590123Z"
  })
  void readsTimesAsTablesWriteThem(String text, String expected) {
    assertThat(TraceTime.parseTime(text)).isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2023-13-01 00:00",
        "16/11/2023",
        "-5",
        "1e9",
        "12345678901234567890123"
      })
  void rejectsTheRest(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> TraceTime.parseTime(text));
  }
}
