/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.input;

import io.tidemark.benchmarks.answers.Expected;
import io.tidemark.stack.kafka.Topics;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic filled with generated events.
 *
 * @param name of the topic
 * @param size what was asked for
 * @param records in it, with those that close the hours
 * @param bytes of the records' values
 * @param expected what must come of them
 */
public record InputTopic(String name, InputSize size, long records, long bytes, Expected expected) {

  /** Creates and fills the topic. */
  public static InputTopic fill(
      String bootstrapServers, String name, InputKind kind, InputSize size) {
    try (Topics topics = new Topics(bootstrapServers)) {
      topics.create(name, InputSize.PARTITIONS);
    }
    Expected expected;
    Sender sender;
    try (KafkaProducer<byte[], byte[]> producer = createProducer(bootstrapServers)) {
      sender = new Sender(name, producer);
      expected = kind.generate(size, sender::send);
    }
    sender.requireAllSent();
    return new InputTopic(name, size, sender.records, sender.bytes, expected);
  }

  private static KafkaProducer<byte[], byte[]> createProducer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.LINGER_MS_CONFIG,
            50,
            ProducerConfig.BATCH_SIZE_CONFIG,
            1 << 18),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static final class Sender {
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long records;
    private long bytes;

    Sender(String topic, KafkaProducer<byte[], byte[]> producer) {
      this.topic = topic;
      this.producer = producer;
    }

    void send(int partition, byte[] value) {
      records++;
      bytes += value.length;
      // The callback says whether it was sent.
      var unused =
          producer.send(
              new ProducerRecord<>(topic, partition, null, value),
              (metadata, problem) -> failure.compareAndSet(null, problem));
    }

    void requireAllSent() {
      if (failure.get() != null) {
        throw new IllegalStateException("The topic could not be filled", failure.get());
      }
    }
  }
}
