/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.intake.request.IntakeException;
import io.tidemark.model.parsing.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to Kafka, and returns after the acknowledgement of all replicas in sync. */
public final class KafkaRecordWriter implements RecordWriter {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaRecordWriter.class);

  /** Records of requests that arrive together share a batch. */
  private static final int LINGER_MILLIS = 2;

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

  /** A send may wait this long for metadata or memory. */
  private static final Duration MAX_BLOCK = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;
  private final Duration timeout;

  /**
   * @param timeout time in which records must be acknowledged
   */
  public KafkaRecordWriter(KafkaProperties properties, Duration timeout) {
    this(new KafkaProducer<>(producerProperties(properties, timeout)), timeout);
  }

  KafkaRecordWriter(Producer<byte[], byte[]> producer, Duration timeout) {
    this.producer = producer;
    this.timeout = timeout;
  }

  private static Map<String, Object> producerProperties(
      KafkaProperties properties, Duration timeout) {
    Map<String, Object> all = new HashMap<>(properties.properties());
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers());
    all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    long request = Math.min(REQUEST_TIMEOUT.toMillis(), timeout.toMillis() / 2);
    all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) request);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
    long block = Math.min(MAX_BLOCK.toMillis(), timeout.toMillis());
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, block);
    return all;
  }

  @Override
  public void writeRecords(List<IntakeRecord> records) {
    List<IntakeRecord> tooLarge = new ArrayList<>();
    List<IntakeRecord> left = writeAll(records, timeout, tooLarge::add);
    if (!left.isEmpty()) {
      throw IntakeException.createUnavailable(
          "Kafka did not acknowledge the items in time. Send them again: each counts once.");
    }
    requireFitting(tooLarge);
  }

  /**
   * Refuses a request of which Kafka has all other items.
   *
   * @throws IntakeException 413 when some are too large for it
   */
  public static void requireFitting(List<IntakeRecord> tooLarge) {
    if (!tooLarge.isEmpty()) {
      throw IntakeException.createError(
          413,
          "Kafka takes no record of "
              + tooLarge.get(0).value().length
              + " bytes. All smaller items of the request are stored.");
    }
  }

  /**
   * Writes what Kafka acknowledges within a time.
   *
   * @param tooLarge gets records that Kafka will never take
   * @return the records that it did not acknowledge; they may arrive all the same
   */
  public List<IntakeRecord> writeAll(
      List<IntakeRecord> records, Duration within, Consumer<IntakeRecord> tooLarge) {
    long deadline = System.nanoTime() + within.toNanos();
    List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
    for (IntakeRecord record : records) {
      if (System.nanoTime() > deadline) {
        break;
      }
      try {
        sent.add(producer.send(kafkaRecord(record)));
      } catch (KafkaException failure) {
        LOG.warn("Kafka takes no records: {}", failure.getMessage());
        break;
      }
    }
    List<IntakeRecord> left = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      Result result = i < sent.size() ? await(sent.get(i), deadline) : Result.UNKNOWN;
      if (result == Result.UNKNOWN) {
        left.add(records.get(i));
      } else if (result == Result.TOO_LARGE) {
        tooLarge.accept(records.get(i));
      }
    }
    return left;
  }

  /** The result of one send. A record that is too large must not be sent again for ever. */
  private enum Result {
    STORED,
    UNKNOWN,
    TOO_LARGE
  }

  private static Result await(Future<RecordMetadata> sent, long deadline) {
    try {
      sent.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return Result.STORED;
    } catch (ExecutionException failure) {
      LOG.warn("Kafka did not store a record: {}", failure.getCause().toString());
      return failure.getCause() instanceof RecordTooLargeException
          ? Result.TOO_LARGE
          : Result.UNKNOWN;
    } catch (TimeoutException late) {
      return Result.UNKNOWN;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Result.UNKNOWN;
    }
  }

  private static ProducerRecord<byte[], byte[]> kafkaRecord(IntakeRecord record) {
    ProducerRecord<byte[], byte[]> kafka = new ProducerRecord<>(record.topic(), record.value());
    Headers headers = kafka.headers();
    String[] sent = Sender.headers(record.format(), record.sender());
    for (int i = 0; i < sent.length; i += 2) {
      headers.add(sent[i], sent[i + 1].getBytes(UTF_8));
    }
    return kafka;
  }

  @Override
  public void close() {
    producer.close(timeout);
  }
}
