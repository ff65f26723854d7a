/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.spool;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.intake.kafka.IntakeRecord;
import io.tidemark.intake.kafka.KafkaRecordWriter;
import io.tidemark.intake.kafka.RecordWriter;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.intake.schedule.RepeatedTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to Kafka, and to the spool while Kafka does not acknowledge. As long as something waits in
 * the spool, further records go after it, so that the order stays.
 */
public final class SpoolingWriter implements RecordWriter {

  private static final Logger LOG = LoggerFactory.getLogger(SpoolingWriter.class);

  private static final Duration FEED_EVERY = Duration.ofMillis(500);
  private static final Duration KEEP_EVERY = Duration.ofSeconds(10);
  private static final Duration FEED_TIMEOUT = Duration.ofSeconds(10);

  private final KafkaRecordWriter kafka;
  private final Spool spool;
  private final Duration after;
  private final RepeatedTask feeder = new RepeatedTask("spool-feeder", this::feedKafka);

  /** Begins to feed what an earlier process left. */
  public SpoolingWriter(
      KafkaRecordWriter kafka, Spool spool, SpoolProperties properties, MeterRegistry metrics) {
    this.kafka = kafka;
    this.spool = spool;
    after = properties.after();
    Gauge.builder("tidemark.intake.spool.size", spool, Spool::bytes)
        .baseUnit("bytes")
        .description("Bytes of items that wait for Kafka")
        .register(metrics);
    Gauge.builder("tidemark.intake.spool.max", spool, Spool::maxBytes)
        .baseUnit("bytes")
        .description("Bytes of items that may wait for Kafka")
        .register(metrics);
    Gauge.builder("tidemark.intake.spool.files", spool, Spool::fileCount)
        .description("Files with items that wait for Kafka")
        .register(metrics);
    Gauge.builder("tidemark.intake.spool.rejected", spool, Spool::rejectedBytes)
        .baseUnit("bytes")
        .description("Bytes of items that Kafka never takes, which stay in the folder of the spool")
        .register(metrics);
    Gauge.builder("tidemark.intake.spool.damaged", spool, Spool::damagedBytes)
        .baseUnit("bytes")
        .description(
            "Damaged bytes of files of the spool, and bytes behind a damaged length, which stay in"
                + " its folder")
        .register(metrics);
    feeder.start(Duration.ZERO, FEED_EVERY);
  }

  /** The spool, for its state. */
  public Spool spool() {
    return spool;
  }

  @Override
  public void writeRecords(List<IntakeRecord> records) {
    List<IntakeRecord> tooLarge = new ArrayList<>();
    List<IntakeRecord> left =
        spool.isEmpty() ? kafka.writeAll(records, after, tooLarge::add) : records;
    if (!left.isEmpty() && !appendRecords(left)) {
      throw IntakeException.createUnavailable(
          "Kafka does not acknowledge, and the spool is full. Send the items again later.");
    }
    KafkaRecordWriter.requireFitting(tooLarge);
  }

  private boolean appendRecords(List<IntakeRecord> records) {
    try {
      return spool.appendRecords(records);
    } catch (UncheckedIOException failure) {
      LOG.error("The spool cannot be written", failure);
      throw IntakeException.createUnavailable(
          "Kafka does not acknowledge, and the spool cannot be written. Send the items again"
              + " later.");
    }
  }

  private void feedKafka() {
    try {
      for (Path file = spool.takeOldest(); file != null; file = spool.takeOldest()) {
        if (!feedKafka(file)) {
          return;
        }
        spool.deleteOldest(file);
      }
    } catch (IOException | RuntimeException failure) {
      LOG.error("The spool cannot be read", failure);
    }
  }

  private boolean feedKafka(Path file) throws IOException {
    List<IntakeRecord> tooLarge = new ArrayList<>();
    SpoolFileReader.Content content = SpoolFileReader.readFile(file);
    for (List<IntakeRecord> entry : content.entries()) {
      List<IntakeRecord> left = entry;
      while (!left.isEmpty()) {
        if (feeder.isClosed()) {
          return false;
        }
        left = kafka.writeAll(left, FEED_TIMEOUT, tooLarge::add);
        if (!left.isEmpty()) {
          // Kafka may refuse at once, as without the right to write.
          LockSupport.parkNanos(FEED_EVERY.toNanos());
        }
      }
    }
    return keepApart(file, tooLarge, content.damage());
  }

  /** Keeps what would make the records of all senders wait; false when this process ends. */
  private boolean keepApart(
      Path file, List<IntakeRecord> tooLarge, List<SpoolFileReader.Damage> damage) {
    while (!feeder.isClosed()) {
      try {
        keepDamage(file, damage);
        if (!tooLarge.isEmpty()) {
          spool.keepRejected(tooLarge);
          tooLarge.forEach(SpoolingWriter::logRejected);
        }
        return true;
      } catch (IOException failure) {
        LOG.error("Records that Kafka never takes or damaged bytes cannot be kept", failure);
        LockSupport.parkNanos(KEEP_EVERY.toNanos());
      }
    }
    return false;
  }

  private void keepDamage(Path file, List<SpoolFileReader.Damage> damage) throws IOException {
    for (SpoolFileReader.Damage bytes : damage) {
      LOG.error(
          "{} is damaged at offset {}: {} bytes{}, whose records are not in Kafka, are kept in {}."
              + " Check the disk.",
          file,
          bytes.offset(),
          bytes.bytes().length,
          bytes.isRest() ? ", the rest of the file as a length is not sound" : "",
          spool.keepDamage(file, bytes).getFileName());
    }
  }

  private static void logRejected(IntakeRecord record) {
    LOG.error(
        "Kafka takes no record of {} bytes for {} of tenant {}: it is kept in {} of the spool",
        record.value().length,
        record.topic(),
        record.sender().tenant(),
        RejectedRecords.FILE);
  }

  @Override
  public void close() {
    feeder.close();
    kafka.close();
    try {
      spool.close();
    } catch (IOException failure) {
      LOG.warn("The spool cannot be closed: {}", failure.getMessage());
    }
  }
}
