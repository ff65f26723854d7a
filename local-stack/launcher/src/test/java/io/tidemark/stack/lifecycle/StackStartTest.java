/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.ProcessRecords;
import io.tidemark.stack.process.ServerJar;
import io.tidemark.stack.process.ServerProcess;
import io.tidemark.stack.process.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("fast")
class StackStartTest {

  private static final List<String> BUILT =
      List.of(
          "local-stack/elasticsearch-node/target/classpath",
          "local-stack/kafka-broker/target/classpath",
          "local-stack/flink-cluster/target/classpath",
          "es-templates/target/tidemark-templates.jar",
          "flink-job/target/tidemark-job.jar",
          "search-api/target/search-api.jar",
          "usage-intake/target/usage-intake.jar");

  @TempDir private Path folder;

  /** The port of a server that would be replaced counts, too. */
  @ParameterizedTest
  @EnumSource(names = {"ELASTICSEARCH", "API"})
  void endsNoServerWhereNothingCanStart(Component blocked) throws IOException {
    writeBuilt();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      StackSettings settings =
          StackSettings.read(
              new Checkout(folder),
              Map.of(
                  "TIDEMARK_HOME",
                  folder.resolve("state").toString(),
                  blocked.portVariable(),
                  port));
      try (ServerProcess api = startProcess(Component.API, settings.state());
          ServerProcess taskManager = startProcess(Component.TASK_MANAGER, settings.state())) {
        StackStart start = createStart(settings);

        assertThatThrownBy(() -> start.run(false))
            .isInstanceOf(StackException.class)
            .hasMessageContaining("nothing was started")
            .hasMessageContaining("port " + port + " of " + blocked.title() + " is in use");

        assertThat(api.isAlive()).isTrue();
        assertThat(taskManager.isAlive()).isTrue();
      }
    }
  }

  @Test
  void saysThatTheJobRunsFromAnEarlierBuild() throws IOException {
    writeBuilt();
    Path jobJar = folder.resolve("flink-job/target/tidemark-job.jar");
    StackSettings settings =
        StackSettings.read(
            new Checkout(folder), Map.of("TIDEMARK_HOME", folder.resolve("state").toString()));
    StackStart start = createStart(settings);
    ServerJar.of(settings.state(), "job").copyFrom(jobJar);

    assertThat(start.describeJob()).isEqualTo("running already");

    Files.writeString(jobJar, "new");

    assertThat(start.describeJob()).contains("earlier build", "bin/tidemark down, then up");
  }

  private void writeBuilt() throws IOException {
    for (String path : BUILT) {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  private static StackStart createStart(StackSettings settings) {
    return new StackStart(settings, new Steps(new PrintWriter(new StringWriter()), false));
  }

  private static ServerProcess startProcess(Component component, StateFolder state)
      throws IOException {
    Process process = new ProcessBuilder("sleep", "600").start();
    ServerProcess server =
        ServerProcess.running(component.processName(), process.toHandle(), state);
    new ProcessRecords(state).put(server, URI.create("http://127.0.0.1:1"));
    return server;
  }
}
