/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import static io.tidemark.intake.RunningIntake.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stack.deadletters.Replay;
import io.tidemark.stack.kafka.KafkaProcess;
import io.tidemark.stack.kafka.Topics;
import io.tidemark.stack.process.StateFolder;
import io.tidemark.stack.send.EventSender;
import io.tidemark.stack.send.ProgressBar;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service with a real broker, which does not always answer. */
@Tag("cluster")
class IntakeKafkaTest {

  static final String TOPIC = "intake.model-calls";

  @TempDir static Path folder;

  private static KafkaProcess broker;
  private static RunningIntake intake;

  private final long now = Instant.now().toEpochMilli();

  @BeforeAll
  static void start() throws Exception {
    broker = KafkaProcess.start(folder.resolve("kafka"));
    try (Topics topics = new Topics(broker.bootstrapServers())) {
      topics.create(TOPIC, 1);
      topics.create(Replay.TOPIC, 1);
    }
    intake =
        RunningIntake.withKafka(
            folder,
            "tidemark.kafka.bootstrap-servers=" + broker.bootstrapServers(),
            "tidemark.intake.write-timeout=3s");
  }

  @AfterAll
  static void stop() {
    intake.close();
    broker.close();
  }

  private String call(String id) {
    return "{\"request_id\":\"%s\",\"event_time\":%d,\"model\":\"m\",\"messages\":\"secret\"}"
        .formatted(id, now);
  }

  @Test
  void acknowledgedItemsAreInKafkaWithTheirSender() throws Exception {
    HttpResponse<byte[]> answer =
        intake.post("/api/v1/events", "[" + call("r-1") + "," + call("r-2") + "]");

    assertThat(text(answer)).isEqualTo("{\"accepted\":2,\"rejected\":[]}");
    List<ConsumerRecord<byte[], byte[]>> records = recordsWith("\"r-");
    assertThat(records).hasSize(2);
    assertThat(headers(records.get(0)))
        .containsExactly(
            "tidemark-format=native", "tidemark-tenant=acme", "tidemark-source=litellm-prod");
    assertThat(records)
        .allSatisfy(one -> assertThat(new String(one.value(), UTF_8)).doesNotContain("secret"));
  }

  /** The broker stands still between the records and its answer: the sender must send again. */
  @Test
  void itemsThatAreSentAgainKeepTheirIdentity() throws Exception {
    signal("STOP");
    HttpResponse<byte[]> silent = intake.post("/api/v1/events", call("again-1"));
    signal("CONT");
    assertThat(silent.statusCode()).isEqualTo(503);
    assertThat(silent.headers().firstValue("Retry-After")).isPresent();

    HttpResponse<byte[]> answer = intake.post("/api/v1/events", call("again-1"));
    for (int i = 0; i < 10 && answer.statusCode() == 503; i++) {
      answer = intake.post("/api/v1/events", call("again-1"));
    }
    assertThat(answer.statusCode()).isEqualTo(202);
    // Once or more: the job counts an identity once.
    assertThat(recordsWith("again-1"))
        .isNotEmpty()
        .extracting(record -> new String(record.value(), UTF_8))
        .containsOnly(
            "{\"request_id\":\"again-1\",\"event_time\":%d,\"model\":\"m\",\"tenant_id\":\"acme\"}"
                .formatted(now));
  }

  /** A replay of dead letters must not lose which tenant intake authenticated. */
  @Test
  void aReplaySendsRecordsOfIntakeForTheirSender() throws Exception {
    String letter =
        """
        {"reason":"future","topic":"%s","partition":0,"offset":7,"payload":"replayed",\
        "payload_encoding":"utf-8"}"""
            .formatted(TOPIC);
    try (EventSender sender = EventSender.to(broker.bootstrapServers(), Replay.TOPIC)) {
      sender.send(
          Replay.TOPIC,
          letter.getBytes(UTF_8),
          List.of(
              new RecordHeader("tidemark-tenant", "acme".getBytes(UTF_8)),
              new RecordHeader("tidemark-format", "litellm".getBytes(UTF_8)),
              new RecordHeader("trace", "x".getBytes(UTF_8))));
      sender.flush();
    }

    new Replay(broker.bootstrapServers(), new StateFolder(folder), Set.of("future"))
        .run(false, new ProgressBar(new PrintWriter(Writer.nullWriter()), false, 0));

    List<ConsumerRecord<byte[], byte[]>> records = recordsWith("replayed");
    assertThat(records).hasSize(1);
    assertThat(headers(records.get(0)))
        .containsExactly("tidemark-tenant=acme", "tidemark-format=litellm");
  }

  private static void signal(String name) throws Exception {
    String pid = Long.toString(broker.process().pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  private static List<String> headers(ConsumerRecord<byte[], byte[]> record) {
    List<String> headers = new ArrayList<>();
    record
        .headers()
        .forEach(header -> headers.add(header.key() + "=" + new String(header.value(), UTF_8)));
    return headers;
  }

  private static List<ConsumerRecord<byte[], byte[]>> recordsWith(String text) {
    return read(broker.bootstrapServers()).stream()
        .filter(record -> new String(record.value(), UTF_8).contains(text))
        .toList();
  }

  static List<ConsumerRecord<byte[], byte[]>> read(String bootstrapServers) {
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
