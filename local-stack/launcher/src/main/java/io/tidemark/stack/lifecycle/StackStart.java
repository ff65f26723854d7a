/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.model.topics.UsageTopics;
import io.tidemark.stack.Checkout;
import io.tidemark.stack.StackException;
import io.tidemark.stack.api.ApiProcess;
import io.tidemark.stack.elasticsearch.ElasticsearchProcess;
import io.tidemark.stack.flink.FlinkClient;
import io.tidemark.stack.flink.FlinkCluster;
import io.tidemark.stack.flink.JobSubmission;
import io.tidemark.stack.intake.IntakeProcess;
import io.tidemark.stack.kafka.KafkaProcess;
import io.tidemark.stack.kafka.Topics;
import io.tidemark.stack.process.Await;
import io.tidemark.stack.process.ProcessRecords;
import io.tidemark.stack.process.ServerJar;
import io.tidemark.stack.process.StateFolder;
import io.tidemark.stack.sample.Feeder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Starts every component that is not running and waits until the web page responds. The processes
 * start in parallel: the time until the page answers is what the two cores of a small machine need
 * for all of them.
 */
public final class StackStart {

  private static final Duration JOB_LIMIT = Duration.ofMinutes(2);
  private static final String RUNNING_ALREADY = "running already";

  private final StackSettings settings;
  private final Checkout checkout;
  private final StateFolder state;
  private final ProcessRecords records;
  private final Steps steps;

  public StackStart(StackSettings settings, Steps steps) {
    this.settings = settings;
    this.checkout = settings.checkout();
    this.state = settings.state();
    this.records = new ProcessRecords(state);
    this.steps = steps;
  }

  /**
   * Starts it.
   *
   * @param sample whether to feed sample usage
   * @return where everything listens
   * @throws StackException when something is missing or does not start; what this call started has
   *     ended then
   */
  public Addresses run(boolean sample) {
    return StackLock.runLocked(state, () -> startMissing(sample));
  }

  private Addresses startMissing(boolean sample) {
    checkBuilt();
    state.makePrivate();
    try (StartedProcesses started = new StartedProcesses(records)) {
      StartPlan plan = StartPlan.createPlan(state, checkout, sample);
      // Nothing is ended on a machine on which nothing can start.
      new Preflight(settings, new ThisMachine()).checkPlan(plan);
      plan.endReplaced(records);
      Set<Component> missing = plan.toStart();
      ServerLauncher launches = new ServerLauncher(settings, records, missing, started);
      Servers servers = startServers(launches);
      Addresses addresses = servers.addresses();
      if (missing.contains(Component.FEEDER)) {
        startFeeder(started, addresses);
      }
      startJob(addresses);
      runStep(Component.API, servers.api(), ApiProcess::awaitReady, addresses.api());
      runStep(Component.INTAKE, servers.intake(), IntakeProcess::awaitReady, addresses.intake());
      started.keepRunning();
      return addresses;
    }
  }

  private void checkBuilt() {
    checkout.classPath("elasticsearch-node");
    checkout.classPath("kafka-broker");
    checkout.classPath("flink-cluster");
    checkout.templatesJar();
    checkout.jobJar();
    checkout.apiJar();
    checkout.intakeJar();
  }

  private Servers startServers(ServerLauncher launches) {
    Optional<ElasticsearchProcess> elasticsearch = launches.elasticsearch();
    Optional<FlinkCluster> flink = launches.flink();
    Optional<KafkaProcess> kafka = launches.kafka();
    URI elasticsearchUri = launches.findAddress(Component.ELASTICSEARCH);
    URI flinkUri = launches.findAddress(Component.JOB_MANAGER);
    String bootstrapServers = launches.findAddress(Component.KAFKA).getAuthority();
    runStep(
        Component.ELASTICSEARCH, elasticsearch, ElasticsearchProcess::awaitReady, elasticsearchUri);
    steps.runStep(
        "Index templates",
        () -> {
          Templates.installTemplates(checkout, state, elasticsearchUri);
          return "installed";
        });
    // It needs templates, not Kafka or Flink: it starts in parallel.
    Optional<ApiProcess> api = launches.api();
    steps.runStep(
        Component.KAFKA.title(),
        () -> {
          kafka.ifPresent(KafkaProcess::awaitReady);
          createTopics(bootstrapServers);
          return kafka.isPresent() ? bootstrapServers : RUNNING_ALREADY;
        });
    Optional<IntakeProcess> intake = launches.intake();
    runStep(Component.JOB_MANAGER, flink, FlinkCluster::awaitReady, flinkUri);
    requireAnswer(flinkUri);
    Addresses addresses =
        new Addresses(
            launches.findAddress(Component.API),
            launches.findAddress(Component.INTAKE),
            flinkUri,
            elasticsearchUri,
            bootstrapServers);
    return new Servers(addresses, api, intake);
  }

  private <T> void runStep(
      Component component, Optional<T> server, Consumer<T> awaitReady, URI address) {
    steps.runStep(
        component.title(),
        () -> {
          server.ifPresent(awaitReady);
          return server.isPresent() ? address.toString() : RUNNING_ALREADY;
        });
  }

  /** Without an answer the job that runs would be submitted a second time. */
  private void requireAnswer(URI flink) {
    if (new FlinkClient(checkout, state, flink).taskManagers() < 0) {
      throw new StackException(
          "Flink does not answer at " + flink + ": bin/tidemark down ends it, up starts it again");
    }
  }

  private void createTopics(String bootstrapServers) {
    try (Topics topics = new Topics(bootstrapServers)) {
      topics.createAll(UsageTopics.listJobArguments());
      topics.createAll(settings.jobArguments());
    }
  }

  /** Before the job: what lies in Kafka when it starts cannot be too late for it. */
  private void startFeeder(StartedProcesses started, Addresses addresses) {
    boolean fresh =
        createClient(addresses).runningJobs().isEmpty() && ResumePoint.findNewest(state).isEmpty();
    Duration history = fresh ? Feeder.FULL_HISTORY : Feeder.RECENT_HISTORY;
    steps.runStep(
        Component.FEEDER.title(),
        () -> SampleFeeder.startFeeder(settings, started, addresses.bootstrapServers(), history));
  }

  private FlinkClient createClient(Addresses addresses) {
    return new FlinkClient(checkout, state, addresses.flink());
  }

  private void startJob(Addresses addresses) {
    FlinkClient flink = createClient(addresses);
    steps.runStep(
        "Job", () -> flink.runningJobs().isEmpty() ? submitJob(flink, addresses) : describeJob());
  }

  /** A job that runs is not replaced: it would have to stop first, with a savepoint. */
  String describeJob() {
    return jobJar().differsFrom(checkout.jobJar())
        ? "runs from an earlier build: bin/tidemark down, then up, starts the new one"
        : RUNNING_ALREADY;
  }

  private ServerJar jobJar() {
    return ServerJar.of(state, "job");
  }

  private String submitJob(FlinkClient flink, Addresses addresses) {
    Optional<Path> resumeFrom = ResumePoint.findNewest(state);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--kafka.bootstrap-servers", addresses.bootstrapServers()));
    arguments.addAll(List.of("--elasticsearch.hosts", addresses.elasticsearch().toString()));
    arguments.addAll(UsageTopics.listJobArguments());
    arguments.addAll(settings.jobArguments());
    String job =
        flink.submitJob(
            new JobSubmission(jobJar().copyFrom(checkout.jobJar()), arguments, resumeFrom));
    if (!Await.until(() -> flink.isRunning(job) || flink.hasEnded(job), JOB_LIMIT)
        || flink.hasEnded(job)) {
      throw new StackException(
          "the job does not run: "
              + flink.describeFailure(job)
              + "\n  see bin/tidemark logs jobmanager");
    }
    return resumeFrom.map(from -> "resumed from " + from.getFileName()).orElse("submitted");
  }

  /** The servers that have started; API and intake may still be on their way. */
  private record Servers(
      Addresses addresses, Optional<ApiProcess> api, Optional<IntakeProcess> intake) {}

  /**
   * Where a stack listens.
   *
   * @param api with the page
   * @param intake takes events over HTTP
   * @param flink page and REST interface of the JobManager
   * @param elasticsearch REST interface
   * @param bootstrapServers of Kafka
   */
  public record Addresses(
      URI api, URI intake, URI flink, URI elasticsearch, String bootstrapServers) {}
}
