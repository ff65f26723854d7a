/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class KeepTest {

  @Test
  void readsDaysOfEachTier() {
    assertThat(
            Keep.fromEnvironment(
                Map.of("TIDEMARK_KEEP_RECORDS", "90d", "TIDEMARK_KEEP_DEAD_LETTERS", "7d")))
        .isEqualTo(new Keep(30, 400, 90, 7));
    assertThat(Keep.fromEnvironment(Map.of())).isEqualTo(Keep.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "MODEL_CALLS_HOURLY, 2026-02-11",
    "PIPELINE_PROGRESS, 2026-02-11",
    "MODEL_CALLS_DAILY, 2025-02-06",
    "COMFYUI_RECORDS, 2025-12-13",
    "DEAD_LETTERS, 2026-03-06"
  })
  void findsTheFirstDayOfEachTier(IndexFamily family, LocalDate first) {
    assertThat(new Keep(30, 400, 90, 7).firstDay(family, LocalDate.parse("2026-03-12")))
        .isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"0d", "3651d", "-3", "a month", "30h", "30", "999999d"})
  void rejectsTextsThatAreNoNumberOfDays(String text) {
    assertThatThrownBy(() -> Keep.fromEnvironment(Map.of("TIDEMARK_KEEP_DAYS", text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TIDEMARK_KEEP_DAYS");
  }
}
