/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stack.Quantity;
import io.tidemark.stack.api.ApiProcess;
import io.tidemark.stack.flink.FlinkClient;
import io.tidemark.stack.intake.IntakeProcess;
import io.tidemark.stack.kafka.ConsumerLag;
import io.tidemark.stack.process.Http;
import io.tidemark.stack.process.ProcessRecord;
import io.tidemark.stack.process.ProcessRecords;
import io.tidemark.stack.process.ResidentMemory;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The state of a stack: which parts run where, their version and health, and how far the job is
 * behind its topics.
 */
public final class StackStatus {

  private static final String LINE = "%-18s %-9s %8s  %-26s %s%n";

  private final StackSettings settings;
  private final ProcessRecords records;
  private boolean well = true;

  public StackStatus(StackSettings settings) {
    this.settings = settings;
    this.records = new ProcessRecords(settings.state());
  }

  /** Asks every part and prints a table. */
  public void printStatus(PrintWriter out) {
    out.printf(LINE, "", "process", "memory", "address", "");
    long total = 0;
    for (Component component : Component.values()) {
      total += printStatus(component, out);
    }
    out.printf(Locale.ROOT, LINE, "all", "", formatMegabytes(total), settings.state().root(), "");
    jobAndLag(out);
    out.flush();
  }

  /** After {@link #printStatus}: whether everything but the sample feeder runs and is healthy. */
  public boolean isWell() {
    return well;
  }

  private long printStatus(Component component, PrintWriter out) {
    Optional<ProcessRecord> record =
        records.get(component.processName()).filter(one -> one.alive().isPresent());
    if (record.isEmpty()) {
      well &= component == Component.FEEDER;
      out.printf(LINE, component.title(), "-", "", "", "does not run");
      return 0;
    }
    long memory = ResidentMemory.ofProcess(record.get().pid());
    out.printf(
        LINE,
        component.title(),
        record.get().pid(),
        formatMegabytes(memory),
        record.get().address(),
        readHealth(component, record.get().address()));
    return memory;
  }

  private static String formatMegabytes(long bytes) {
    return bytes / (1024 * 1024) + " MB";
  }

  private String readHealth(Component component, URI address) {
    Optional<String> health =
        switch (component) {
          case ELASTICSEARCH -> describeElasticsearch(address);
          case JOB_MANAGER -> describeFlink(address);
          case API -> ApiProcess.isHealthy(address) ? Optional.of("up") : Optional.empty();
          case INTAKE -> IntakeProcess.isHealthy(address) ? Optional.of("up") : Optional.empty();
          case KAFKA ->
              ConsumerLag.isReachable(address.getAuthority())
                  ? Optional.of("answers")
                  : Optional.empty();
          default -> Optional.of("runs");
        };
    well &= health.isPresent();
    return health.orElse("does not answer");
  }

  private static Optional<String> describeElasticsearch(URI address) {
    Optional<JsonNode> root = Http.tryGet(address);
    Optional<JsonNode> health = Http.tryGet(address.resolve("/_cluster/health"));
    return root.flatMap(
        about ->
            health.map(
                state ->
                    about.at("/version/number").asText() + ", " + state.path("status").asText()));
  }

  private static Optional<String> describeFlink(URI address) {
    return Http.tryGet(address.resolve("/overview"))
        .map(
            all ->
                "%s, %d of %d slots free"
                    .formatted(
                        all.path("flink-version").asText(),
                        all.path("slots-available").asInt(),
                        all.path("slots-total").asInt()));
  }

  private void jobAndLag(PrintWriter out) {
    RunningStack stack = new RunningStack(settings);
    Optional<URI> flink = stack.address(Component.JOB_MANAGER);
    if (flink.isEmpty() || stack.address(Component.KAFKA).isEmpty()) {
      return;
    }
    FlinkClient client = new FlinkClient(settings.checkout(), settings.state(), flink.get());
    out.println();
    if (client.taskManagers() < 0) {
      well = false;
      out.println("Jobs are unknown: the JobManager does not answer.");
    } else {
      printJobs(client, out);
    }
    ConsumerLag.of(stack.bootstrapServers())
        .forEach(
            (topic, behind) ->
                out.printf("%-28s %s behind%n", topic, Quantity.format(behind, "record")));
  }

  private void printJobs(FlinkClient client, PrintWriter out) {
    List<String> jobs = client.runningJobs();
    if (jobs.isEmpty()) {
      well = false;
      out.println("No job runs.");
    }
    for (String job : jobs) {
      boolean running = client.isRunning(job);
      well &= running;
      out.printf(
          "Job %s %s, %s%n",
          job,
          running ? "runs" : "is not running",
          Quantity.format(client.completedCheckpoints(job), "checkpoint"));
    }
    client.runningRebuilds().forEach(job -> out.println("Rebuild " + job + " runs"));
  }
}
