/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.start;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.model.schema.WorkloadSchemas;
import io.tidemark.stack.Checkout;
import io.tidemark.stack.process.FreePorts;
import io.tidemark.stack.process.StateFolder;
import io.tidemark.stack.token.TokenKey;
import io.tidemark.stack.token.TokenRequest;
import io.tidemark.stack.token.TokenSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A stack that {@code bin/tidemark up} starts on free ports, with a state folder of its own. */
final class CommandStack implements AutoCloseable {

  private static final String TENANT = "tenant-00";
  private static final String TOPIC = WorkloadSchemas.MODEL_CALLS.topic();
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(5);
  private static final Duration SHOWN_LIMIT = Duration.ofMinutes(2);
  private static final long ASK_EVERY_MILLIS = 50;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> environment = new HashMap<>();
  private final Path folder;
  private Duration startedAfter;

  private CommandStack(Path folder) {
    this.folder = folder.toAbsolutePath();
    List<String> names = List.of("KAFKA", "ES", "FLINK", "API");
    List<Integer> ports = new ArrayList<>();
    names.forEach(name -> ports.add(FreePorts.findNext()));
    for (int i = 0; i < names.size(); i++) {
      environment.put("TIDEMARK_" + names.get(i) + "_PORT", ports.get(i).toString());
    }
    environment.put("TIDEMARK_HOME", this.folder.toString());
    environment.put("TIDEMARK_JOB_ARGS", "--provisional-every 5s");
  }

  static CommandStack up(Path folder) throws IOException, InterruptedException {
    CommandStack stack = new CommandStack(folder);
    long start = System.nanoTime();
    try {
      stack.runCommand("up", "--no-sample");
      HttpResponse<String> page = stack.get("/", "");
      if (page.statusCode() != 200) {
        throw new IllegalStateException("The page answers " + page.statusCode());
      }
    } catch (IOException | RuntimeException e) {
      stack.close();
      throw e;
    }
    stack.startedAfter = Duration.ofNanos(System.nanoTime() - start);
    return stack;
  }

  Duration startedAfter() {
    return startedAfter;
  }

  /** Sends a call and waits until the summary counts it. */
  Duration untilShown(int number) throws IOException, InterruptedException {
    String token =
        new TokenSigner(TokenKey.of(new StateFolder(folder)), Clock.systemUTC())
            .signToken(TokenRequest.signIn(TENANT));
    long before = countCalls(token);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:" + environment.get("TIDEMARK_KAFKA_PORT")),
            new StringSerializer(),
            new StringSerializer())) {
      // The producer's first request is not part of it.
      producer.partitionsFor(TOPIC);
      long start = System.nanoTime();
      var unused = producer.send(new ProducerRecord<>(TOPIC, createCall(number)));
      producer.flush();
      while (countCalls(token) <= before) {
        if (System.nanoTime() - start > SHOWN_LIMIT.toNanos()) {
          throw new IllegalStateException("A call does not show within " + SHOWN_LIMIT);
        }
        Thread.sleep(ASK_EVERY_MILLIS);
      }
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }

  private static String createCall(int number) {
    return "{\"request_id\":\"shown-"
        + number
        + "\",\"event_time\":\""
        + Instant.now()
        + "\",\"tenant_id\":\""
        + TENANT
        + "\",\"user_id\":\"user-1\",\"model\":\"model-1\",\"status_code\":200,"
        + "\"input_tokens\":10,\"output_tokens\":5,\"latency_ms\":900}";
  }

  private long countCalls(String token) throws IOException {
    HttpResponse<String> answer = get("/api/v1/model-calls/summary?range=2h", token);
    if (answer.statusCode() != 200) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return new ObjectMapper().readTree(answer.body()).path("calls").asLong();
  }

  private HttpResponse<String> get(String path, String token) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + environment.get("TIDEMARK_API_PORT") + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  private void runCommand(String... arguments) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path output = folder.resolve("output-of-" + arguments[0]);
    List<String> command = new ArrayList<>();
    command.add(Checkout.current().root().toAbsolutePath().resolve("bin/tidemark").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroy();
      throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    runCommand("down");
  }
}
