/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.intake.spool.Spool;
import io.tidemark.intake.spool.SpoolProperties;
import io.tidemark.intake.spool.SpoolingWriter;
import io.tidemark.model.parsing.Sender;
import io.tidemark.stack.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class KafkaRecordWriterTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final IntakeRecord SMALL = recordOf("small");
  private static final IntakeRecord LARGE = recordOf("larger than Kafka takes");

  @TempDir Path folder;
  private final LimitedProducer producer = new LimitedProducer();
  private final KafkaRecordWriter writer = new KafkaRecordWriter(producer, LIMIT);

  @Test
  void refusesARecordThatKafkaNeverTakesAndStoresTheOthers() {
    assertThatThrownBy(() -> writer.writeRecords(List.of(LARGE, SMALL)))
        .isInstanceOfSatisfying(
            IntakeException.class, failure -> assertThat(failure.status()).isEqualTo(413));
    assertThat(producer.stored).containsExactly("small");
  }

  @Test
  void asksToSendAgainWhatKafkaMayTakeLater() {
    producer.isAway = true;
    assertThatThrownBy(() -> writer.writeRecords(List.of(SMALL)))
        .isInstanceOfSatisfying(
            IntakeException.class, failure -> assertThat(failure.status()).isEqualTo(503));
  }

  @Test
  void writesEntriesBehindADamagedOneOfTheSpoolAndKeepsItsBytes() throws Exception {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    SpoolProperties properties =
        new SpoolProperties(folder, DataSize.ofMegabytes(1), Duration.ofSeconds(1));
    producer.isAway = true;
    Spool killed = new Spool(folder, 1 << 20);
    try (SpoolingWriter spooling =
        new SpoolingWriter(writer, killed, properties, new SimpleMeterRegistry())) {
      for (String value : List.of("one", "two", "three")) {
        spooling.writeRecords(List.of(recordOf(value)));
      }
    }
    replaceText(joinFiles(), "two", "2wo");

    producer.isAway = false;
    Spool spool = new Spool(folder, 1 << 20);
    try (SpoolingWriter spooling = new SpoolingWriter(writer, spool, properties, metrics)) {
      assertThat(Await.until(() -> spool.fileCount() == 0, LIMIT)).isTrue();
      assertThat(producer.stored).containsExactly("one", "three");
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.filter(file -> file.toString().endsWith(".damaged")).toList())
            .singleElement()
            .satisfies(
                file -> {
                  assertThat(Files.readString(file, ISO_8859_1)).contains("2wo");
                  assertThat(metrics.get("tidemark.intake.spool.damaged").gauge().value())
                      .isEqualTo((double) Files.size(file));
                });
      }
      assertThat(metrics.get("tidemark.intake.spool.size").gauge().value()).isZero();
    }
  }

  /** The feeder may have ended a file between two records. */
  private Path joinFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> sorted =
          files.filter(file -> file.toString().endsWith(".spool")).sorted().toList();
      for (Path later : sorted.subList(1, sorted.size())) {
        Files.write(sorted.get(0), Files.readAllBytes(later), StandardOpenOption.APPEND);
        Files.delete(later);
      }
      return sorted.get(0);
    }
  }

  private static void replaceText(Path file, String text, String other) throws Exception {
    String content = Files.readString(file, ISO_8859_1);
    assertThat(content).containsOnlyOnce(text);
    Files.writeString(file, content.replace(text, other), ISO_8859_1);
  }

  @Test
  void keepsARecordThatKafkaNeverTakesInAFileOfTheSpool() throws Exception {
    producer.isAway = true;
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    Spool spool = new Spool(folder, 1 << 20);
    SpoolProperties properties =
        new SpoolProperties(folder, DataSize.ofMegabytes(1), Duration.ofSeconds(1));
    try (SpoolingWriter spooling = new SpoolingWriter(writer, spool, properties, metrics)) {
      spooling.writeRecords(List.of(LARGE));
      spooling.writeRecords(List.of(SMALL));
      producer.isAway = false;

      assertThat(Await.until(() -> spool.fileCount() == 0, LIMIT)).isTrue();
      assertThat(producer.stored).containsExactly("small");
      Path file = folder.resolve("rejected.ndjson");
      assertThat(metrics.get("tidemark.intake.spool.rejected").gauge().value())
          .isEqualTo((double) Files.size(file));
      List<String> lines = Files.readAllLines(file);
      assertThat(lines).hasSize(1);
      JsonNode kept = JsonMapper.shared().readTree(lines.get(0));
      assertThat(Base64.getDecoder().decode(kept.path("value").asString()))
          .isEqualTo(LARGE.value());
      assertThat(kept.path("tenant_id").asString()).isEqualTo("acme");
      assertThat(kept.path("topic").asString()).isEqualTo("intake.model-calls");
      assertThat(kept.path("format").asString()).isEqualTo("native");
    }
  }

  private static IntakeRecord recordOf(String value) {
    return new IntakeRecord(
        "intake.model-calls",
        "native",
        new Sender("acme", null, null, null),
        value.getBytes(UTF_8));
  }

  /** Takes records of a few bytes, unless it is away. */
  private static final class LimitedProducer extends MockProducer<byte[], byte[]> {
    private final List<String> stored = new CopyOnWriteArrayList<>();
    private volatile boolean isAway;

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
      if (isAway) {
        return CompletableFuture.failedFuture(new TimeoutException("no broker"));
      }
      if (record.value().length > SMALL.value().length) {
        return CompletableFuture.failedFuture(new RecordTooLargeException("too large"));
      }
      stored.add(new String(record.value(), UTF_8));
      return CompletableFuture.completedFuture(null);
    }
  }
}
