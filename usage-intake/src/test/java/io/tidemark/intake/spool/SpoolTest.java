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

  /** Offsets of parts of an entry. */
  private static final int CHECKSUM = 4;

  private static final int COUNT = 12;
  private static final int TOPIC = 20;

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
  void findsEntriesBehindDamagedValuesAndChecksums() throws Exception {
    byte[] damaged = entryOf("2", "3");
    byte[] whole = join(entryOf("1"), damaged, entryOf("4"));
    int start = entryOf("1").length;
    int lastValue = start + damaged.length - 1;
    for (int at : List.of(start + CHECKSUM, start + CHECKSUM + 7, start + TOPIC, lastValue)) {
      SpoolFileReader.Content content = readBytes(flipBit(whole, at, 0));

      assertThat(valuesOf(content)).as("byte %d", at).containsExactly("1", "4");
      SpoolFileReader.Damage damage = content.damage().get(0);
      assertThat(damage.offset()).isEqualTo(start);
      assertThat(damage.bytes()).hasSize(damaged.length);
      assertThat(damage.isRest()).isFalse();
      assertThat(content.damage()).hasSize(1);
    }
  }

  @Test
  void keepsTheRestApartBehindALengthThatIsNotSound() throws Exception {
    byte[] whole = join(entryOf("1"), entryOf("2"), entryOf("3"));
    int start = entryOf("1").length;
    for (int at : List.of(start + 3, start + COUNT + 3, start + COUNT + 7)) {
      byte[] damaged = flipBit(whole, at, 1);
      SpoolFileReader.Content content = readBytes(damaged);

      assertThat(valuesOf(content)).as("byte %d", at).containsExactly("1");
      SpoolFileReader.Damage damage = content.damage().get(0);
      assertThat(damage.bytes()).isEqualTo(Arrays.copyOfRange(damaged, start, damaged.length));
      assertThat(damage.isRest()).isTrue();
    }
    byte[] foreign = new byte[1000];
    new Random(7).nextBytes(foreign);
    for (byte[] strange : List.of(new byte[1000], foreign, Arrays.copyOfRange(whole, 5, start))) {
      SpoolFileReader.Content content = readBytes(join(entryOf("1"), strange, entryOf("2")));
      assertThat(valuesOf(content)).containsExactly("1");
      assertThat(content.damage()).singleElement().matches(SpoolFileReader.Damage::isRest);
    }
  }

  /** The sender knows the length of its entry, and so where each flipped bit of it leads. */
  @Test
  void takesNoForgedEntryFromAPayloadWhateverBitIsDamaged() throws Exception {
    byte[] payload = new byte[1024];
    byte[] forged = entryOf("forged");
    int header = encodeCarrier(payload).length - payload.length;
    for (int bit = 0; bit < 10; bit++) {
      int target = COUNT + ((header - COUNT + payload.length) ^ (1 << bit)) - header;
      if (target >= 0 && target + forged.length <= payload.length) {
        System.arraycopy(forged, 0, payload, target, forged.length);
      }
    }
    byte[] carrier = encodeCarrier(payload);
    byte[] whole = join(carrier, entryOf("2"));
    for (int bit = 0; bit < carrier.length * 8; bit++) {
      SpoolFileReader.Content content = readBytes(flipBit(whole, bit / 8, bit % 8));

      assertThat(valuesOf(content)).as("bit %d", bit).isSubsetOf("2");
      assertThat(content.damage()).as("bit %d", bit).hasSize(1);
    }
  }

  private static byte[] encodeCarrier(byte[] payload) throws IOException {
    Sender sender = new Sender("acme", null, null, "s");
    return SpoolFile.encodeEntry(List.of(new IntakeRecord("t", "native", sender, payload)));
  }

  private static byte[] flipBit(byte[] bytes, int at, int bit) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= (byte) (1 << bit);
    return flipped;
  }

  @Test
  void keepsDamagedBytesOfEachFileUntilTheyAreTakenAway() throws Exception {
    SpoolFileReader.Damage damage = new SpoolFileReader.Damage(12, new byte[600], false);
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
      Path other =
          next.keepDamage(next.takeOldest(), new SpoolFileReader.Damage(12, new byte[1], true));
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

  /** Files and entries are read as a whole, so no request makes them larger. */
  @Test
  void dividesTheRecordsOfALargeRequestIntoEntriesAndFiles() throws Exception {
    long mebibyte = 1L << 20;
    String[] values = new String[40];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + "x".repeat((int) mebibyte - 10);
    }
    try (Spool spool = new Spool(folder, 100 * mebibyte)) {
      assertThat(spool.appendRecords(records(values))).isTrue();

      long bytes = 0;
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(one -> one.toString().endsWith(Spool.SUFFIX)).toList()) {
          assertThat(Files.size(file)).isLessThan(18 * mebibyte);
          bytes += Files.size(file);
        }
      }
      assertThat(spool.bytes()).isEqualTo(bytes);
      assertThat(readAll(spool)).containsExactly(values);
      assertThat(spool.appendRecords(records(values))).isTrue();
      assertThat(spool.appendRecords(records(values))).isTrue();
      assertThat(spool.appendRecords(records(values))).as("all of a request or none").isFalse();
      assertThat(spool.bytes()).isEqualTo(2 * bytes);
    }
  }

  @Test
  void countsTheBytesOfAnEntry() throws Exception {
    List<IntakeRecord> records = records("1", "\u00e9");
    assertThat(SpoolFile.countBytes(records)).isEqualTo(SpoolFile.encodeEntry(records).length);
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
