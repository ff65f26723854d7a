/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.intake;

import io.tidemark.model.schema.WorkloadSchemas;
import io.tidemark.model.topics.UsageTopics;
import io.tidemark.stack.Checkout;
import io.tidemark.stack.intake.IntakeProcess;
import io.tidemark.stack.intake.KeyFile;
import io.tidemark.stack.kafka.KafkaProcess;
import io.tidemark.stack.kafka.Topics;
import io.tidemark.stack.process.FreePorts;
import io.tidemark.stack.process.JavaCommand;
import io.tidemark.stack.process.JvmOptions;
import io.tidemark.stack.process.Lifetime;
import io.tidemark.stack.process.ServerProcess;
import io.tidemark.stack.process.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The intake service and a broker, each in a process of its own. */
final class ServedIntake implements AutoCloseable {

  private static final String TOPIC = UsageTopics.intakeOf(WorkloadSchemas.MODEL_CALLS);
  private static final int PARTITIONS = 4;
  private static final String HEAP = "512m";
  private static final int ACCEPTED = 202;
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final KafkaProcess broker;
  private final ServerProcess intake;
  private final URI events;
  private final String key;

  private ServedIntake(KafkaProcess broker, ServerProcess intake, URI events, String key) {
    this.broker = broker;
    this.intake = intake;
    this.events = events;
    this.key = key;
  }

  /** Starts both with empty data below {@code work}; the key is not limited. */
  static ServedIntake start(Path work) {
    StateFolder state = new StateFolder(work.resolve("intake-" + System.nanoTime()));
    KafkaProcess broker = KafkaProcess.start(work.resolve("kafka-" + System.nanoTime()));
    try (Topics topics = new Topics(broker.bootstrapServers())) {
      topics.create(TOPIC, PARTITIONS);
    }
    KeyFile keys = KeyFile.of(state);
    String key = keys.createKey("acme");
    int port = FreePorts.findNext();
    JavaCommand command =
        JavaCommand.jar(
            IntakeProcess.NAME,
            JvmOptions.heap(HEAP).list(),
            Checkout.current().intakeJar(),
            List.of(
                "--server.port=" + port,
                "--tidemark.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--tidemark.keys.file=" + keys.file(),
                // Calls are made for a fixed day.
                "--tidemark.intake.retention=36500d",
                "--tidemark.intake.items-per-second=100000000"));
    ServerProcess intake = ServerProcess.start(command, state, Lifetime.WITH_PARENT);
    URI uri = URI.create("http://127.0.0.1:" + port);
    intake.awaitReady(() -> IntakeProcess.isHealthy(uri), START_LIMIT);
    return new ServedIntake(broker, intake, uri.resolve("/api/v1/events"), key);
  }

  /** Posts events, which must all be accepted. */
  void post(byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(events)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != ACCEPTED || !answer.body().endsWith("\"rejected\":[]}")) {
        throw new IOException("intake answered " + answer.statusCode() + ": " + answer.body());
      }
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  /** Records in Kafka. */
  long records() {
    List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS).mapToObj(one -> new TopicPartition(TOPIC, one)).toList();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @Override
  public void close() {
    intake.stop();
    broker.close();
  }
}
