/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class LatenessTest {

  @ParameterizedTest
  @CsvSource({
    "'', 24h",
    "--lateness 72h, 72h",
    "--lateness=72h, 72h",
    "--lateness 72h --window=15m --lateness=2d, 2d",
    "--window 15m --lateness, 24h"
  })
  void findsBothFormsOfTheJobsOption(String arguments, String expected) {
    assertThat(Lateness.findInJob(List.of(arguments.split(" ", -1)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, PT0S", "500ms, PT0.5S", "90s, PT1M30S", "30m, PT30M", "24h, PT24H", "2d, PT48H"})
  void readsDurationsOfTheJob(String text, Duration expected) {
    assertThat(Lateness.parse(text)).isEqualTo(expected);
  }
}
