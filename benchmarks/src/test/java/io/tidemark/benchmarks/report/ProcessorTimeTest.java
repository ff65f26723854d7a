/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class ProcessorTimeTest {

  @Test
  void reportsTheTimeOfOtherProcesses() {
    ProcessorTime start = new ProcessorTime(1_000, 100, 0, 50);

    String words = new ProcessorTime(2_000, 800, 20, 450).othersSince(start);

    assertThat(words)
        .isEqualTo(
            "Other processes took 30 % of the processors' time meanwhile, other machines 2 %.");
  }

  @Test
  void ourOwnTimeIsOursAlsoInChildrenThatHaveEnded() throws Exception {
    ProcessorTime start = ProcessorTime.now().orElseThrow();

    new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done")
        .start()
        .waitFor();

    assertThat(ProcessorTime.now().orElseThrow().own()).isGreaterThan(start.own() + 5);
  }
}
