/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.options.JobArguments;
import io.tidemark.job.window.WindowOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Options of the job reach its operators. */
@Tag("fast")
class WiringTest {

  @Test
  void correctsClosedWindowsAsOftenAsTheOptionSays() {
    assertThat(hours().correctionsEvery()).isEqualTo(Duration.ofMinutes(1));
    assertThat(hours("--corrections-every", "5s").correctionsEvery())
        .isEqualTo(Duration.ofSeconds(5));
  }

  private static WindowOptions hours(String... options) {
    return new Wiring(JobArguments.parse(options, Map.of())).workloadOptions().hours();
  }
}
