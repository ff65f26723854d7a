/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class ProcessRecordTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void aRecordedProcessIsFoundAgainUntilItEnds() throws Exception {
    StateFolder state = new StateFolder(folder);
    ProcessRecords records = new ProcessRecords(state);
    try (ServerProcess sleeper = sleeper(state)) {
      records.put(sleeper, URI.create("http://127.0.0.1:1"));
      assertThat(records.findRunning("sleeper")).map(ServerProcess::pid).contains(sleeper.pid());
      assertThat(records.get("sleeper"))
          .map(ProcessRecord::address)
          .contains(URI.create("http://127.0.0.1:1"));
      sleeper.killNow();
      assertThat(records.findRunning("sleeper")).isEmpty();
    }
  }

  @Test
  void aLaterProcessWithTheSameIdIsNotOurs() {
    ProcessHandle self = ProcessHandle.current();
    Instant started = self.info().startInstant().orElseThrow();
    URI nowhere = URI.create("");
    assertThat(new ProcessRecord("x", self.pid(), started, nowhere).alive()).isPresent();
    assertThat(new ProcessRecord("x", self.pid(), started.minusSeconds(60), nowhere).alive())
        .isEmpty();
  }

  @Test
  void damagedRecordsAreNoRecords() throws Exception {
    ProcessRecords records = new ProcessRecords(new StateFolder(folder));
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("run/x.properties"), "pid=12\nstarted=soon\n");
    assertThat(records.get("x")).isEmpty();
    assertThat(records.findRunning("y")).isEmpty();
  }

  @Test
  void reportsTheOutputOfAProcessThatEndsAtStart() {
    StateFolder state = new StateFolder(folder);
    JavaCommand broken =
        new JavaCommand(
            "broken", List.of(), List.of("-cp", "nowhere", "no.such.Main"), List.of(), Map.of());
    ServerProcess process = ServerProcess.start(broken, state, Lifetime.WITH_PARENT);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> process.awaitReady(() -> false, LIMIT))
        .hasMessageContaining("broken ended while it started")
        .hasMessageContaining("no.such.Main");
  }

  /** Waits until it is stopped; the JDK's own program is available everywhere. */
  private static ServerProcess sleeper(StateFolder state) throws Exception {
    Path source =
        Files.writeString(
            state.root().resolve("Sleeper.java"),
            "class Sleeper { public static void main(String[] a) throws Exception { Thread.sleep(600_000); } }");
    JavaCommand command =
        new JavaCommand("sleeper", List.of(), List.of(source.toString()), List.of(), Map.of());
    return ServerProcess.start(command, state, Lifetime.WITH_PARENT);
  }
}
