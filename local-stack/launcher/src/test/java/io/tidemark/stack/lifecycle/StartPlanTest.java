/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.process.ProcessRecords;
import io.tidemark.stack.process.ServerJar;
import io.tidemark.stack.process.ServerProcess;
import io.tidemark.stack.process.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class StartPlanTest {

  @TempDir private Path folder;

  private final List<ServerProcess> processes = new ArrayList<>();

  @AfterEach
  void endProcesses() {
    processes.forEach(ServerProcess::stop);
  }

  @Test
  void replacesAServerThatRunsFromAnotherJarThanTheBuiltOne() throws IOException {
    Path apiJar = writeJar("search-api/target/search-api.jar", "new");
    Path intakeJar = writeJar("usage-intake/target/usage-intake.jar", "same");
    Path earlierJar = writeJar("earlier.jar", "old");
    ServerJar.of(state(), Component.API.processName()).copyFrom(earlierJar);
    ServerJar.of(state(), Component.INTAKE.processName()).copyFrom(intakeJar);
    // A reproducible build gives each jar the same time.
    Files.setLastModifiedTime(apiJar, Files.getLastModifiedTime(earlierJar));
    ServerProcess api = startProcess(Component.API, 8080);
    ServerProcess intake = startProcess(Component.INTAKE, 4318);

    StartPlan plan = createPlan();

    assertThat(plan.toStart()).contains(Component.API).doesNotContain(Component.INTAKE);
    assertThat(plan.frees(8080)).isTrue();
    assertThat(plan.frees(4318)).isFalse();
    assertThat(api.isAlive()).isTrue();
    plan.endReplaced(records());
    assertThat(api.isAlive()).isFalse();
    assertThat(intake.isAlive()).isTrue();
  }

  @Test
  void replacesAServerThatAnEarlierVersionStartedFromTheBuiltJar() throws IOException {
    writeJar("search-api/target/search-api.jar", "");
    startProcess(Component.API, 8080);

    assertThat(createPlan().toReplace()).containsOnlyKeys(Component.API);
  }

  @Test
  void aBuildLeavesTheJarOfARunningServerAsItIs() throws IOException {
    Path built = writeJar("search-api/target/search-api.jar", "old");
    Path running = ServerJar.of(state(), Component.API.processName()).copyFrom(built);

    Files.writeString(built, "new");

    assertThat(running).hasContent("old");
  }

  @Test
  void replacesATaskManagerWithoutItsJobManager() throws IOException {
    startProcess(Component.TASK_MANAGER, 8081);

    StartPlan plan = createPlan();

    assertThat(plan.toStart()).contains(Component.JOB_MANAGER, Component.TASK_MANAGER);
    assertThat(plan.toReplace()).containsOnlyKeys(Component.TASK_MANAGER);
    assertThat(plan.frees(8081)).as("the port was of the JobManager").isFalse();

    startProcess(Component.JOB_MANAGER, 8081);
    assertThat(createPlan().toStart())
        .doesNotContain(Component.JOB_MANAGER, Component.TASK_MANAGER);
  }

  private StartPlan createPlan() {
    return StartPlan.createPlan(state(), new Checkout(folder), true);
  }

  private ProcessRecords records() {
    return new ProcessRecords(state());
  }

  private StateFolder state() {
    return new StateFolder(folder.resolve("state"));
  }

  private Path writeJar(String path, String content) throws IOException {
    Path jar = folder.resolve(path);
    Files.createDirectories(jar.getParent());
    return Files.writeString(jar, content);
  }

  private ServerProcess startProcess(Component component, int port) throws IOException {
    Process process = new ProcessBuilder("sleep", "600").start();
    ServerProcess server =
        ServerProcess.running(component.processName(), process.toHandle(), state());
    processes.add(server);
    records().put(server, URI.create("http://127.0.0.1:" + port));
    return server;
  }
}
