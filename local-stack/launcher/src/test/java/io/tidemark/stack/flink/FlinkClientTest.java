/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FlinkClientTest {

  private static final Path OUT = Path.of("flink-run.out");

  @Test
  void showsOnlyTheJobsMessageAboutArguments() {
    List<String> said =
        List.of(
            "org.apache.flink.client.program.ProgramInvocationException: The main method caused",
            "\tat org.apache.flink.client.program.PackagedProgram.callMainMethod",
            "Caused by: java.lang.IllegalArgumentException: --window 7m: allowed are 15m, 30m, 1h",
            "\tat io.tidemark.job.options.JobArguments.parse");

    assertThat(FlinkClient.describeRejection("run", said, OUT))
        .isEqualTo("--window 7m: allowed are 15m, 30m, 1h");
  }

  @Test
  void anythingElseIsShownFromItsEnd() {
    List<String> said = List.of("no route to host", "\tat some.Place");

    assertThat(FlinkClient.describeRejection("run", said, OUT))
        .isEqualTo(
            "Flink's client refused 'run', see flink-run.out:\n  no route to host\n  \tat some.Place");
  }
}
