/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class LogsCommandTest {

  @TempDir private Path logs;

  @Test
  void takesTheLogOfAComponentThatHasWrittenNothing() throws IOException {
    Path log = Files.createFile(logs.resolve("feeder.out"));

    assertThat(LogsCommand.chooseLog(logs, "feeder")).isEqualTo(log);
    assertThatThrownBy(() -> LogsCommand.chooseLog(logs, "api"))
        .isInstanceOf(StackException.class)
        .hasMessage("no log of 'api': choose one of feeder");
  }

  @Test
  void prefersTheLogAndTakesTheOutputBeforeThereIsOne() throws IOException {
    Path out = Files.writeString(logs.resolve("api.out"), "no memory");
    Path log = Files.createFile(logs.resolve("api.log"));
    assertThat(LogsCommand.chooseLog(logs, "api")).isEqualTo(out);

    Files.writeString(log, "started");
    assertThat(LogsCommand.chooseLog(logs, "api")).isEqualTo(log);
  }
}
