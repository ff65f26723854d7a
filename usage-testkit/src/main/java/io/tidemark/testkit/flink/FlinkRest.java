/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.Await;
import io.tidemark.stack.process.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/**
 * The requests of tests to a JobManager that {@link io.tidemark.stack.flink.FlinkClient} does not
 * make: it starts jobs faster than Flink's command line, which is a JVM of its own, and with a
 * parallelism.
 */
public final class FlinkRest {

  private static final String BOUNDARY = "tidemark-testkit";
  private static final Duration SAVEPOINT_LIMIT = Duration.ofMinutes(2);
  private static final int STOPS_AGAIN = 3;
  private static final String ENDED_EARLY = "PartialFinishingNotSupportedByStateException";
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI rest;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(REQUEST_LIMIT)
          .build();
  private String jarId;

  /**
   * @param rest address of the JobManager
   */
  public FlinkRest(URI rest) {
    this.rest = rest;
  }

  /**
   * Starts a job.
   *
   * @param checkpoints interval between them; empty for the cluster's
   * @param from a savepoint or checkpoint, if it does not start with nothing
   * @return its id
   */
  public String run(
      Path jar, List<String> arguments, int parallelism, String checkpoints, Optional<Path> from) {
    if (jarId == null) {
      jarId = upload(jar);
    }
    ObjectNode body = JSON.createObjectNode();
    arguments.forEach(body.putArray("programArgsList")::add);
    body.put("parallelism", parallelism);
    if (!checkpoints.isEmpty()) {
      body.putObject("flinkConfiguration").put("execution.checkpointing.interval", checkpoints);
    }
    from.ifPresent(path -> body.put("savepointPath", path.toUri().toString()));
    return change("POST", rest.resolve("/jars/" + jarId + "/run"), body.toString())
        .path("jobid")
        .asText();
  }

  private String upload(Path jar) {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\n"
                .formatted(BOUNDARY, jar.getFileName())
            + "Content-Type: application/x-java-archive\r\n\r\n";
    try {
      JsonNode answer =
          send(
              "POST",
              rest.resolve("/jars/upload"),
              "multipart/form-data; boundary=" + BOUNDARY,
              BodyPublishers.ofByteArrays(
                  List.of(
                      head.getBytes(UTF_8),
                      Files.readAllBytes(jar),
                      ("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8))));
      return Path.of(answer.path("filename").asText()).getFileName().toString();
    } catch (IOException unreadable) {
      throw new StackException("cannot read " + jar, unreadable);
    }
  }

  /** Ends a job without a savepoint. */
  public void cancel(String job) {
    change("PATCH", rest.resolve("/jobs/" + job + "?mode=cancel"), "{}");
  }

  /**
   * Stops a job with a savepoint, and returns where that is. A task of a source that is told to
   * stop may end before it is told to write its state. When that befell some of the tasks, Flink
   * rejects the savepoint and restarts the job.
   */
  public Path stop(String job, Path folder) {
    JsonNode end = tryToStop(job, folder);
    for (int again = 0; again < STOPS_AGAIN && failureOf(end).contains(ENDED_EARLY); again++) {
      Await.until(() -> runsWhole(job), SAVEPOINT_LIMIT);
      end = tryToStop(job, folder);
    }
    String location = end.at("/operation/location").asText("");
    if (location.isEmpty()) {
      throw new StackException("no savepoint of " + job + ": " + failureOf(end));
    }
    return Path.of(URI.create(location));
  }

  /** The end of a savepoint; without a place when it failed or did not end in time. */
  private JsonNode tryToStop(String job, Path folder) {
    ObjectNode body = JSON.createObjectNode().put("drain", false);
    body.put("targetDirectory", folder.toUri().toString());
    String trigger =
        change("POST", rest.resolve("/jobs/" + job + "/stop"), body.toString())
            .path("request-id")
            .asText();
    URI status = rest.resolve("/jobs/" + job + "/savepoints/" + trigger);
    Await.until(
        () ->
            Http.tryGet(status)
                .filter(answer -> answer.at("/status/id").asText().equals("COMPLETED"))
                .isPresent(),
        SAVEPOINT_LIMIT);
    return Http.tryGet(status).orElse(MissingNode.getInstance());
  }

  private static String failureOf(JsonNode savepoint) {
    return savepoint.at("/operation/failure-cause/stack-trace").asText("it did not end in time");
  }

  private boolean runsWhole(String job) {
    return Http.tryGet(rest.resolve("/jobs/" + job))
        .map(answer -> answer.path("vertices").findValuesAsText("status"))
        .filter(tasks -> tasks.stream().allMatch("RUNNING"::equals))
        .isPresent();
  }

  /** Checkpoints that failed since the job was submitted. */
  public long failedCheckpoints(String job) {
    return Http.tryGet(rest.resolve("/jobs/" + job + "/checkpoints"))
        .map(all -> all.path("counts").path("failed").asLong())
        .orElse(0L);
  }

  /**
   * State sizes of the completed checkpoints that began within a time before the newest one, bytes;
   * as far as Flink remembers them, which is ten by default. Empty when there is none.
   */
  public LongSummaryStatistics stateBytes(String job, Duration within) {
    JsonNode all =
        Http.tryGet(rest.resolve("/jobs/" + job + "/checkpoints"))
            .orElse(MissingNode.getInstance());
    long newest = all.at("/latest/completed/trigger_timestamp").asLong();
    LongSummaryStatistics sizes = new LongSummaryStatistics();
    for (JsonNode one : all.path("history")) {
      boolean recent = newest - one.path("trigger_timestamp").asLong() < within.toMillis();
      if (recent && one.path("status").asText().equals("COMPLETED")) {
        sizes.accept(one.path("state_size").asLong());
      }
    }
    return sizes;
  }

  /** A job's failures as Flink reports them, newest first. */
  public String failures(String job) {
    return Http.tryGet(rest.resolve("/jobs/" + job + "/exceptions"))
        .map(answer -> answer.path("root-exception").asText() + answer.path("exceptionHistory"))
        .orElse("");
  }

  private JsonNode change(String method, URI uri, String json) {
    return send(method, uri, "application/json", BodyPublishers.ofString(json));
  }

  private JsonNode send(String method, URI uri, String contentType, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(REQUEST_LIMIT)
            .header("Content-Type", contentType)
            .method(method, body)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new StackException(uri + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    } catch (IOException failure) {
      throw new StackException(uri + " does not answer: " + failure, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted", interrupted);
    }
  }
}
