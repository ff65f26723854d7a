/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.process.ProcessRecords;
import io.tidemark.stack.process.ServerProcess;
import io.tidemark.stack.process.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class ServerLauncherTest {

  @TempDir private Path folder;

  @Test
  void stopsAServerWhoseJarWasBuiltAfterItsStart() throws IOException {
    StateFolder state = new StateFolder(folder.resolve("state"));
    ProcessRecords records = new ProcessRecords(state);
    Instant now = Instant.now();
    writeJar("search-api/target/search-api.jar", now.plus(Duration.ofHours(1)));
    writeJar("usage-intake/target/usage-intake.jar", now.minus(Duration.ofHours(1)));
    try (ServerProcess api = startProcess(Component.API, state);
        ServerProcess intake = startProcess(Component.INTAKE, state)) {
      records.put(api, URI.create("http://127.0.0.1:1"));
      records.put(intake, URI.create("http://127.0.0.1:2"));

      ServerLauncher.stopOutdated(records, new Checkout(folder));

      assertThat(api.isAlive()).isFalse();
      assertThat(intake.isAlive()).isTrue();
      assertThat(ServerLauncher.listMissing(records, true))
          .contains(Component.API)
          .doesNotContain(Component.INTAKE);
    }
  }

  private void writeJar(String path, Instant time) throws IOException {
    Path jar = folder.resolve(path);
    Files.createDirectories(jar.getParent());
    Files.setLastModifiedTime(Files.writeString(jar, ""), FileTime.from(time));
  }

  private static ServerProcess startProcess(Component component, StateFolder state)
      throws IOException {
    Process process = new ProcessBuilder("sleep", "600").start();
    return ServerProcess.running(component.processName(), process.toHandle(), state);
  }
}
