/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class JobSettingsTest {

  /** Else a later run begins where an earlier one's checkpoint was, and waits for ever. */
  @Test
  void noTwoRunsShareAConsumerGroup() {
    JobSettings settings = new JobSettings(Map.of(JobSettings.TOPIC, "calls"));

    assertThat(settings.withGroupOfItsOwn().get(JobSettings.GROUP))
        .isNotEqualTo(settings.withGroupOfItsOwn().get(JobSettings.GROUP));
    assertThat(settings.withGroupOfItsOwn().get(JobSettings.TOPIC)).isEqualTo("calls");
  }
}
