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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
      for (List<IntakeRecord> entry : SpoolFileReader.readFile(file).entries()) {
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
    byte[] whole = join(entryOf("1"), entryOf("2"));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      int entries = length < entryOf("1").length ? 0 : 1;
      assertThat(readBytes(cut).entries()).as("%d bytes", length).hasSize(entries);
      assertThat(readBytes(cut).damage()).as("%d bytes", length).isEmpty();
      byte[] withZeros = Arrays.copyOf(cut, whole.length + 100);
      Arrays.fill(withZeros, entries * entryOf("1").length, withZeros.length, (byte) 0);
      assertThat(readBytes(withZeros).damage()).as("%d bytes, zeros", length).isEmpty();
      assertThat(readBytes(withZeros).entries()).hasSize(entries);
    }
  }

  @Test
  void findsEntriesBehindEveryDamagedByte() throws Exception {
    List<byte[]> entries = List.of(entryOf("1"), entryOf("2", "3"), entryOf("4"));
    byte[] whole = join(entries.get(0), entries.get(1), entries.get(2));
    int start = entries.get(0).length;
    int end = start + entries.get(1).length;
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      SpoolFileReader.Content content = readBytes(damaged);

      List<String> values = new ArrayList<>(List.of("1", "2", "3", "4"));
      values.removeAll(at < start ? List.of("1") : at < end ? List.of("2", "3") : List.of("4"));
      assertThat(valuesOf(content)).as("byte %d", at).isEqualTo(values);
      int from = at < start ? 0 : at < end ? start : end;
      int to = at < start ? start : at < end ? end : whole.length;
      assertThat(content.damage())
          .as("byte %d", at)
          .singleElement()
          .satisfies(
              damage -> {
                assertThat(damage.offset()).isEqualTo(from);
                assertThat(damage.bytes()).isEqualTo(Arrays.copyOfRange(damaged, from, to));
              });
    }
  }

  @Test
  void findsEntriesBehindLostAndForeignBytes() throws Exception {
    byte[] one = entryOf("1");
    byte[] lost = Arrays.copyOfRange(one, 5, one.length);
    assertThat(valuesOf(readBytes(join(lost, entryOf("2"))))).containsExactly("2");
    byte[] zeros = new byte[4096];
    assertThat(valuesOf(readBytes(join(one, zeros, entryOf("2"))))).containsExactly("1", "2");
    byte[] foreign = new byte[100_000];
    new Random(7).nextBytes(foreign);
    SpoolFileReader.Content content = readBytes(join(one, foreign, entryOf("2")));
    assertThat(valuesOf(content)).containsExactly("1", "2");
    assertThat(content.damage().get(0).bytes()).isEqualTo(foreign);
  }

  @Test
  void takesNoEntryFromInsideADamagedOne() throws Exception {
    byte[] forged = entryOf("forged");
    List<IntakeRecord> carrier =
        List.of(new IntakeRecord("t", "native", new Sender("acme", null, null, "s"), forged));
    byte[] damaged = SpoolFile.encodeEntry(carrier);
    damaged[4 + 8 + 4 + 4] ^= 1;

    assertThat(valuesOf(readBytes(join(damaged, entryOf("2"))))).containsExactly("2");
    assertThat(valuesOf(readBytes(damaged))).isEmpty();
  }

  @Test
  void keepsDamagedBytesOfEachFileUntilTheyAreTakenAway() throws Exception {
    SpoolFileReader.Damage damage = new SpoolFileReader.Damage(12, new byte[600]);
    try (Spool spool = new Spool(folder, 1000)) {
      spool.appendRecords(records("1"));
      Path file = spool.takeOldest();
      Path kept = spool.keepDamage(file, damage);
      assertThat(spool.keepDamage(file, damage)).isEqualTo(kept);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
          .isEqualTo("rw-------");
      spool.deleteOldest(file);
      assertThat(spool.damagedBytes()).isEqualTo(600);
      assertThat(spool.appendRecords(records("z".repeat(350)))).isFalse();
    }
    try (Spool next = new Spool(folder, 1000)) {
      next.appendRecords(records("2"));
      Path other = next.keepDamage(next.takeOldest(), new SpoolFileReader.Damage(12, new byte[1]));
      assertThat(next.damagedBytes()).as("files of two processes").isEqualTo(601);
      Files.delete(other);
      assertThat(next.damagedBytes()).isEqualTo(600);
    }
  }

  private static byte[] entryOf(String... values) throws IOException {
    return SpoolFile.encodeEntry(records(values));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  private SpoolFileReader.Content readBytes(byte[] bytes) throws IOException {
    return SpoolFileReader.readFile(Files.write(folder.resolve("file"), bytes));
  }

  private static List<String> valuesOf(SpoolFileReader.Content content) {
    return content.entries().stream()
        .flatMap(List::stream)
        .map(record -> new String(record.value(), UTF_8))
        .toList();
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
