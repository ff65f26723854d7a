/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.stack.Checkout;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.Http;
import io.tidemark.stack.process.JavaCommand;
import io.tidemark.stack.process.JvmOptions;
import io.tidemark.stack.process.OneShot;
import io.tidemark.stack.process.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Submits, watches and stops jobs of a local cluster: what changes something goes through Flink's
 * own command line client.
 */
public final class FlinkClient {

  private static final String CLIENT_MAIN = "org.apache.flink.client.cli.CliFrontend";
  private static final String CLIENT_HEAP = "256m";
  private static final Duration RUN_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final int TAIL_LINES = 30;
  private static final String WRONG_ARGUMENT = "Caused by: java.lang.IllegalArgumentException: ";
  private static final JsonNode NONE = JsonNodeFactory.instance.arrayNode();

  /** The name under which the job's jar runs a rebuild. */
  private static final String REBUILD = "tidemark-rebuild";

  private final Checkout checkout;
  private final StateFolder state;
  private final URI rest;

  /** For a cluster whose configuration lies in the state folder. */
  public FlinkClient(Checkout checkout, StateFolder state, URI rest) {
    this.checkout = checkout;
    this.state = state;
    this.rest = rest;
  }

  /** Address of the JobManager's page and REST interface, without a slash at its end. */
  public URI restUri() {
    return rest;
  }

  /**
   * Submits in detached mode: returns when the JobManager has accepted the job.
   *
   * @return the job's id
   * @throws StackException with what Flink's client said when it is refused
   */
  public String submitJob(JobSubmission job) {
    List<String> arguments = new ArrayList<>(List.of("run", "--detached"));
    // Claimed: Flink deletes the old snapshot when newer ones no longer need it.
    job.resumeFrom()
        .ifPresent(
            from ->
                arguments.addAll(
                    List.of(
                        "--fromSavepoint",
                        FlinkFolders.formatAddress(from),
                        "--claimMode",
                        "claim")));
    arguments.add(job.jar().toString());
    arguments.addAll(job.arguments());
    String said = runFlink("flink-run", arguments, RUN_LIMIT);
    Matcher id = JOB_ID.matcher(said);
    if (!id.find()) {
      throw new StackException("Flink's client named no job:\n" + said);
    }
    return id.group(1);
  }

  /** Stops a job with a savepoint in the state folder. Returns when the savepoint is complete. */
  public void stopWithSavepoint(String jobId) {
    runFlink("flink-stop", List.of("stop", jobId), STOP_LIMIT);
  }

  /** Ends a job at once; its last checkpoint is kept. */
  public void cancelJob(String jobId) {
    runFlink("flink-cancel", List.of("cancel", jobId), STOP_LIMIT);
  }

  private String runFlink(String name, List<String> arguments, Duration limit) {
    JvmOptions jvm =
        FlinkJvm.openPackages(JvmOptions.server(checkout, state, name, CLIENT_HEAP))
            .with("-XX:TieredStopAtLevel=1");
    JavaCommand command =
        JavaCommand.mainClass(
                name, jvm.list(), checkout.classPath("flink-cluster"), CLIENT_MAIN, arguments)
            .withEnvironment("FLINK_CONF_DIR", FlinkFolders.locateConfig(state).toString());
    int exit = OneShot.run(command, state, limit);
    Path out = OneShot.outputOf(command, state);
    try {
      List<String> said = Files.readAllLines(out);
      if (exit != 0) {
        throw new StackException(describeRejection(arguments.get(0), said, out));
      }
      return String.join("\n", said);
    } catch (IOException failure) {
      throw new StackException("cannot read " + out, failure);
    }
  }

  /** The error of the job about its arguments; its last output when it reports none. */
  static String describeRejection(String action, List<String> said, Path out) {
    for (String line : said) {
      if (line.startsWith(WRONG_ARGUMENT)) {
        return line.substring(WRONG_ARGUMENT.length());
      }
    }
    List<String> tail = said.subList(Math.max(0, said.size() - TAIL_LINES), said.size());
    return "Flink's client refused '%s', see %s:\n  %s"
        .formatted(action, out, String.join("\n  ", tail));
  }

  /** Number of TaskManagers, or -1 when the JobManager does not answer. */
  public int taskManagers() {
    return readOverview("taskmanagers");
  }

  /** Slots that no job holds, or -1 when the JobManager does not answer. */
  public int freeSlots() {
    return readOverview("slots-available");
  }

  private int readOverview(String field) {
    return Http.tryGet(rest.resolve("/overview")).map(all -> all.path(field).asInt(-1)).orElse(-1);
  }

  /** Ids of jobs that have not ended. Empty also when the JobManager does not answer. */
  public List<String> runningJobs() {
    return listRunning(job -> !job.path("name").asText().equals(REBUILD));
  }

  /** As {@link #runningJobs}, of rebuilds, which have no state to keep. */
  public List<String> runningRebuilds() {
    return listRunning(job -> job.path("name").asText().equals(REBUILD));
  }

  private List<String> listRunning(Predicate<JsonNode> wanted) {
    List<String> running = new ArrayList<>();
    Optional<JsonNode> jobs = Http.tryGet(rest.resolve("/jobs/overview"));
    jobs.ifPresent(
        all -> {
          for (JsonNode job : all.path("jobs")) {
            if (wanted.test(job) && !JobState.parseState(job.path("state").asText()).isEnd()) {
              running.add(job.path("jid").asText());
            }
          }
        });
    return running;
  }

  /** How much a job has read, and how much of its bounded sources waits; as far as is known. */
  public ReadSoFar readSoFar(String jobId) {
    long read = 0;
    long pending = 0;
    for (JsonNode vertex :
        Http.tryGet(rest.resolve("/jobs/" + jobId)).map(job -> job.path("vertices")).orElse(NONE)) {
      URI metrics =
          rest.resolve(
              "/jobs/" + jobId + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics");
      for (JsonNode metric : Http.tryGet(metrics).orElse(NONE)) {
        String id = metric.path("id").asText();
        if (id.startsWith("Source__") && id.endsWith(".numRecordsIn")) {
          read += sumMetric(metrics, id);
        } else if (id.startsWith("Source__") && id.endsWith(".pendingRecords")) {
          pending += sumMetric(metrics, id);
        }
      }
    }
    return new ReadSoFar(read, pending);
  }

  private static long sumMetric(URI metrics, String id) {
    return Http.tryGet(URI.create(metrics + "?agg=sum&get=" + id))
        .map(answer -> answer.path(0).path("sum").asLong())
        .orElse(0L);
  }

  /** Records of Kafka. */
  public record ReadSoFar(long read, long pending) {}

  /** Flink's state of a job: {@code RUNNING}, {@code RESTARTING}, {@code FAILED}, … */
  public Optional<JobState> jobState(String jobId) {
    return Http.tryGet(rest.resolve("/jobs/" + jobId))
        .map(job -> JobState.parseState(job.path("state").asText()));
  }

  /** Checkpoints that a job has completed since it was submitted. */
  public long completedCheckpoints(String jobId) {
    return Http.tryGet(rest.resolve("/jobs/" + jobId + "/checkpoints"))
        .map(all -> all.path("counts").path("completed").asLong())
        .orElse(0L);
  }

  /** Whether nothing more will happen to a job. No when the JobManager does not answer. */
  public boolean hasEnded(String jobId) {
    return jobState(jobId).map(JobState::isEnd).orElse(false);
  }

  /** The first line of a job's last failure, or what is known instead. */
  public String describeFailure(String jobId) {
    return Http.tryGet(rest.resolve("/jobs/" + jobId + "/exceptions"))
        .map(all -> all.path("root-exception").asText(""))
        .flatMap(text -> text.lines().findFirst())
        .orElse("Flink names no failure");
  }

  /** Whether all tasks of a job run. */
  public boolean isRunning(String jobId) {
    Optional<JsonNode> job = Http.tryGet(rest.resolve("/jobs/" + jobId));
    if (job.isEmpty() || !job.get().path("state").asText().equals("RUNNING")) {
      return false;
    }
    for (JsonNode vertex : job.get().path("vertices")) {
      if (!vertex.path("status").asText().equals("RUNNING")) {
        return false;
      }
    }
    return true;
  }
}
