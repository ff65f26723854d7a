/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.process.ProcessRecords;
import io.tidemark.stack.process.ServerProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class ServerLauncherTest {

  @TempDir private Path folder;

  @Test
  void namesThePortOnWhichIntakeRunsNotTheOneOfTheEnvironment() {
    StackSettings settings =
        StackSettings.read(
            new Checkout(folder), Map.of("TIDEMARK_HOME", folder.resolve("state").toString()));
    ProcessRecords records = new ProcessRecords(settings.state());
    ProcessHandle any = ProcessHandle.current();
    records.put(
        ServerProcess.running(Component.INTAKE.processName(), any, settings.state()),
        URI.create("http://127.0.0.1:4400"));

    assertThat(findIntake(settings, records, Set.of(Component.API)))
        .hasToString("http://localhost:4400");
    assertThat(findIntake(settings, records, Set.of(Component.API, Component.INTAKE)))
        .hasToString("http://localhost:4318");
  }

  private static URI findIntake(
      StackSettings settings, ProcessRecords records, Set<Component> missing) {
    try (StartedProcesses started = new StartedProcesses(records)) {
      return new ServerLauncher(settings, records, missing, started).findIntake();
    }
  }
}
