/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.StackException;
import io.tidemark.stack.api.ApiProcess;
import io.tidemark.stack.elasticsearch.ElasticsearchProcess;
import io.tidemark.stack.flink.FlinkCluster;
import io.tidemark.stack.flink.TaskManagerMemory;
import io.tidemark.stack.intake.IntakeProcess;
import io.tidemark.stack.kafka.KafkaProcess;
import io.tidemark.stack.process.Lifetime;
import io.tidemark.stack.process.ProcessRecord;
import io.tidemark.stack.process.ProcessRecords;
import io.tidemark.stack.process.ServerOptions;
import io.tidemark.stack.process.ServerProcess;
import io.tidemark.stack.process.StateFolder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Launches the servers of a stack that are not running and records them. Waits for no server. */
final class ServerLauncher {

  private final StackSettings settings;
  private final Checkout checkout;
  private final StateFolder state;
  private final ProcessRecords records;
  private final Set<Component> missing;
  private final StartedProcesses started;

  ServerLauncher(
      StackSettings settings,
      ProcessRecords records,
      Set<Component> missing,
      StartedProcesses started) {
    this.settings = settings;
    this.checkout = settings.checkout();
    this.state = settings.state();
    this.records = records;
    this.missing = missing;
    this.started = started;
  }

  /** Where a component listens that runs or was launched. */
  URI findAddress(Component component) {
    return records
        .get(component.processName())
        .map(ProcessRecord::address)
        .orElseThrow(() -> new StackException("no record of " + component.title()));
  }

  private ServerOptions createOptions(Component component) {
    return new ServerOptions(settings.port(component), settings.heap(component), Lifetime.DETACHED);
  }

  Optional<ElasticsearchProcess> elasticsearch() {
    if (!missing.contains(Component.ELASTICSEARCH)) {
      return Optional.empty();
    }
    ElasticsearchProcess node =
        ElasticsearchProcess.launchProcess(checkout, state, createOptions(Component.ELASTICSEARCH));
    started.addProcess(node.process(), node.uri());
    return Optional.of(node);
  }

  Optional<KafkaProcess> kafka() {
    if (!missing.contains(Component.KAFKA)) {
      return Optional.empty();
    }
    KafkaProcess broker =
        KafkaProcess.launchProcess(checkout, state, createOptions(Component.KAFKA));
    started.addProcess(broker.process(), URI.create("kafka://" + broker.bootstrapServers()));
    return Optional.of(broker);
  }

  Optional<FlinkCluster> flink() {
    if (!missing.contains(Component.TASK_MANAGER)) {
      return Optional.empty();
    }
    FlinkCluster.FlinkOptions options =
        new FlinkCluster.FlinkOptions(
            settings.port(Component.JOB_MANAGER),
            settings.heap(Component.JOB_MANAGER),
            TaskManagerMemory.ofHeap(settings.heap(Component.TASK_MANAGER)),
            Lifetime.DETACHED,
            Map.of());
    Optional<ServerProcess> jobManager = records.findRunning(FlinkCluster.JOB_MANAGER);
    FlinkCluster cluster =
        jobManager.isPresent()
            ? FlinkCluster.joinTaskManager(
                checkout, state, options, jobManager.get(), findAddress(Component.JOB_MANAGER))
            : FlinkCluster.launchProcesses(checkout, state, options);
    if (jobManager.isEmpty()) {
      started.addProcess(cluster.jobManager(), cluster.client().restUri());
    }
    started.addProcess(cluster.taskManager(), cluster.client().restUri());
    return Optional.of(cluster);
  }

  Optional<IntakeProcess> intake() {
    if (!missing.contains(Component.INTAKE)) {
      return Optional.empty();
    }
    IntakeProcess intake =
        IntakeProcess.launchProcess(
            checkout,
            state,
            createOptions(Component.INTAKE),
            findAddress(Component.KAFKA).getAuthority(),
            findAddress(Component.ELASTICSEARCH));
    started.addProcess(intake.process(), intake.uri());
    return Optional.of(intake);
  }

  Optional<ApiProcess> api() {
    if (!missing.contains(Component.API)) {
      return Optional.empty();
    }
    ApiProcess api =
        ApiProcess.launchProcess(
            checkout,
            state,
            createOptions(Component.API),
            findAddress(Component.ELASTICSEARCH),
            findIntake());
    started.addProcess(api.process(), api.uri());
    return Optional.of(api);
  }

  /** Where senders find intake: it may start later than the API, or run on another port by now. */
  URI findIntake() {
    int port =
        missing.contains(Component.INTAKE)
            ? settings.port(Component.INTAKE)
            : findAddress(Component.INTAKE).getPort();
    return URI.create("http://localhost:" + port);
  }
}
