/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.intake.kafka.IntakeRecord;
import io.tidemark.intake.kafka.KafkaProperties;
import io.tidemark.intake.kafka.KafkaRecordWriter;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.model.parsing.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

@Tag("fast")
class SpoolTest {

  private static final long MAX = 1 << 20;

  @TempDir Path folder;

  private static List<IntakeRecord> records(String... values) {
    List<IntakeRecord> records = new ArrayList<>();
    for (String value : values) {
      records.add(
          new IntakeRecord(
              "intake.model-calls",
              "native",
              new Sender("acme", null, "alice", "s"),
              value.getBytes(UTF_8)));
    }
    return records;
  }

  private static List<String> readAll(Spool spool) throws IOException {
    List<String> values = new ArrayList<>();
    for (Path file = spool.takeOldest(); file != null; file = spool.takeOldest()) {
      for (List<IntakeRecord> entry : SpoolFile.readFile(file)) {
        for (IntakeRecord record : entry) {
          assertThat(record.sender()).isEqualTo(new Sender("acme", null, "alice", "s"));
          values.add(new String(record.value(), UTF_8));
        }
      }
      spool.deleteOldest(file);
    }
    return values;
  }

  @Test
  void keepsRecordsInOrderAcrossProcesses() throws Exception {
    try (Spool spool = new Spool(folder, MAX)) {
      assertThat(spool.appendRecords(records("1", "2"))).isTrue();
    }
    // A process that was killed closed nothing, and its lock ended.
    Path left = Files.createDirectory(folder.resolve("left"));
    try (Spool killed = new Spool(folder, MAX)) {
      assertThat(killed.appendRecords(records("3"))).isTrue();
      copyFiles(folder, left);
    }

    try (Spool spool = new Spool(left, MAX)) {
      assertThat(spool.appendRecords(records("4"))).isTrue();
      assertThat(readAll(spool)).containsExactly("1", "2", "3", "4");
      assertThat(spool.isEmpty()).isTrue();
      assertThat(spool.bytes()).isZero();
    }
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void refusesAFolderThatAnotherInstanceUses() throws Exception {
    try (Spool first = new Spool(folder, MAX)) {
      assertThatThrownBy(() -> new Spool(folder, MAX))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("used by another instance");
      assertThat(first.appendRecords(records("1"))).isTrue();
    }
    try (Spool next = new Spool(folder, MAX)) {
      assertThat(readAll(next)).containsExactly("1");
    }
  }

  @Test
  void countsRejectedRecordsTowardsItsSizeUntilTheirFileIsTakenAway() throws Exception {
    try (Spool spool = new Spool(folder, 1000)) {
      spool.keepRejected(records("x".repeat(600)));
      // A crash cut a line short, whose record comes again.
      Files.writeString(folder.resolve(RejectedRecords.FILE), "{\"topic\":", APPEND);
      spool.keepRejected(records("y"));
      assertThat(spool.rejectedBytes()).isGreaterThan(600);
      assertThat(spool.appendRecords(records("z".repeat(300)))).isFalse();

      Path rejected = folder.resolve(RejectedRecords.FILE);
      assertThat(Files.readAllLines(rejected))
          .hasSize(2)
          .allMatch(line -> JsonMapper.shared().readTree(line).path("value").isString());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rejected)))
          .isEqualTo("rw-------");
      Files.delete(rejected);
      assertThat(spool.rejectedBytes()).isZero();
      assertThat(spool.appendRecords(records("z".repeat(300)))).isTrue();
      assertThat(readAll(spool)).containsExactly("z".repeat(300));
    }
  }

  @Test
  void leavesOutAnEntryThatACrashCutShort() throws Exception {
    Path file;
    try (Spool spool = new Spool(folder, MAX)) {
      spool.appendRecords(records("1"));
      spool.appendRecords(records("2"));
      file = spool.takeOldest();
    }
    byte[] whole = Files.readAllBytes(file);
    for (int cut = 1; cut < whole.length; cut++) {
      Files.write(
          file,
          java.util.Arrays.copyOf(whole, whole.length - cut),
          StandardOpenOption.TRUNCATE_EXISTING);
      List<List<IntakeRecord>> entries = SpoolFile.readFile(file);
      assertThat(entries).as("cut by %d bytes", cut).hasSizeLessThan(2);
    }
  }

  @Test
  void takesNoMoreThanItsSize() throws Exception {
    try (Spool spool = new Spool(folder, 200)) {
      assertThat(spool.appendRecords(records("1"))).isTrue();
      assertThat(spool.appendRecords(records("x".repeat(200)))).isFalse();
      assertThat(readAll(spool)).containsExactly("1");
    }
  }

  @Test
  void asksToSendAgainWhenItCannotBeWritten() throws Exception {
    Spool spool = new Spool(folder.resolve("spool"), MAX);
    SpoolProperties properties =
        new SpoolProperties(folder.resolve("spool"), DataSize.ofBytes(MAX), Duration.ofMillis(1));
    KafkaRecordWriter kafka =
        new KafkaRecordWriter(new KafkaProperties("127.0.0.1:1", Map.of()), Duration.ofMillis(100));
    try (SpoolingWriter writer =
        new SpoolingWriter(kafka, spool, properties, new SimpleMeterRegistry())) {
      Files.delete(folder.resolve("spool").resolve("lock"));
      Files.delete(folder.resolve("spool"));

      assertThatThrownBy(() -> writer.writeRecords(records("1")))
          .isInstanceOfSatisfying(
              IntakeException.class,
              failure -> {
                assertThat(failure.status()).isEqualTo(503);
                assertThat(failure.retryAfterSeconds()).isPositive();
              });
    }
  }
}
