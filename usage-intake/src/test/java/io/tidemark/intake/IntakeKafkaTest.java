/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import static io.tidemark.intake.RunningIntake.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stack.kafka.KafkaProcess;
import io.tidemark.stack.kafka.Topics;
import io.tidemark.stack.process.Await;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service with a real broker, which goes away and comes back. */
@Tag("cluster")
class IntakeKafkaTest {

  private static final String TOPIC = "intake.model-calls";

  @TempDir Path folder;

  private final long now = Instant.now().toEpochMilli();

  private String call(String id) {
    return "{\"request_id\":\"%s\",\"event_time\":%d,\"model\":\"m\",\"messages\":\"secret\"}"
        .formatted(id, now);
  }

  @Test
  void acknowledgedItemsAreInKafkaWithTheirSender() throws Exception {
    try (KafkaProcess broker = KafkaProcess.start(folder.resolve("kafka"));
        Topics topics = new Topics(broker.bootstrapServers());
        RunningIntake intake =
            RunningIntake.withKafka(
                folder,
                "tidemark.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "tidemark.intake.write-timeout=4s")) {
      topics.create(TOPIC, 1);

      HttpResponse<byte[]> answer =
          intake.post("/api/v1/events", "[" + call("r-1") + "," + call("r-2") + "]");

      assertThat(text(answer)).isEqualTo("{\"accepted\":2,\"rejected\":[]}");
      List<ConsumerRecord<byte[], byte[]>> records = read(broker.bootstrapServers());
      assertThat(records).hasSize(2);
      assertThat(new String(records.get(0).headers().lastHeader("tidemark-tenant").value(), UTF_8))
          .isEqualTo("acme");
      assertThat(new String(records.get(0).headers().lastHeader("tidemark-format").value(), UTF_8))
          .isEqualTo("native");
      assertThat(records)
          .allSatisfy(one -> assertThat(new String(one.value(), UTF_8)).doesNotContain("secret"));

      broker.close();
      HttpResponse<byte[]> away = intake.post("/api/v1/events", call("r-3"));
      assertThat(away.statusCode()).isEqualTo(503);
      assertThat(away.headers().firstValue("Retry-After")).isPresent();
    }
  }

  @Test
  void theSpoolKeepsItemsWhileKafkaIsAway() throws Exception {
    Path spool = folder.resolve("spool");
    String away = "tidemark.kafka.bootstrap-servers=127.0.0.1:1";
    try (RunningIntake intake =
        RunningIntake.withKafka(folder, away, "spool=" + spool, "tidemark.spool.after=200ms")) {
      for (int i = 0; i < 20; i++) {
        assertThat(intake.post("/api/v1/events", call("r-" + i)).statusCode()).isEqualTo(202);
      }
      assertThat(intake.get("/actuator/spool")).contains("\"enabled\":true");
    }

    try (KafkaProcess broker = KafkaProcess.start(folder.resolve("kafka"));
        Topics topics = new Topics(broker.bootstrapServers())) {
      topics.create(TOPIC, 1);
      String back = "tidemark.kafka.bootstrap-servers=" + broker.bootstrapServers();
      try (RunningIntake intake = RunningIntake.withKafka(folder, back, "spool=" + spool)) {
        assertThat(
                Await.until(
                    () -> read(broker.bootstrapServers()).size() >= 20, Duration.ofSeconds(30)))
            .isTrue();
        List<String> ids =
            read(broker.bootstrapServers()).stream()
                .map(one -> new String(one.value(), UTF_8).replaceAll(".*\"r-(\\d+)\".*", "$1"))
                .toList();
        assertThat(ids)
            .containsExactlyElementsOf(
                java.util.stream.IntStream.range(0, 20).mapToObj(Integer::toString).toList());
        assertThat(Await.until(() -> isEmpty(intake), Duration.ofSeconds(10))).isTrue();
      }
    }
  }

  private static boolean isEmpty(RunningIntake intake) {
    try {
      return intake.get("/actuator/spool").contains("\"files\":0");
    } catch (java.io.IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String bootstrapServers) {
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
