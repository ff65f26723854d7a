/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.input;

import io.tidemark.benchmarks.answers.ExpectedHours;
import io.tidemark.stack.kafka.Topics;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic filled with generated calls.
 *
 * @param name of the topic
 * @param records in it, with those that close the hours
 * @param bytes of the records' values
 * @param expected what must come of them
 */
public record CallTopic(String name, long records, long bytes, ExpectedHours expected) {

  /** Creates and fills the topic. */
  public static CallTopic fill(String bootstrapServers, String name, InputSize size) {
    try (Topics topics = new Topics(bootstrapServers)) {
      topics.create(name, InputSize.PARTITIONS);
    }
    ExpectedHours expected = new ExpectedHours();
    Sender sender = new Sender(name);
    try (KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers)) {
      new CallGenerator(size).generate(expected::add, call -> sender.send(call, producer));
    }
    sender.requireAllSent();
    return new CallTopic(name, sender.records, sender.bytes, expected);
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
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
    private final CallJson json = new CallJson();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long records;
    private long bytes;

    Sender(String topic) {
      this.topic = topic;
    }

    void send(GeneratedCall call, KafkaProducer<byte[], byte[]> producer) {
      byte[] value = json.write(call);
      records++;
      bytes += value.length;
      // The callback says whether it was sent.
      var unused =
          producer.send(
              new ProducerRecord<>(topic, call.partition(), null, value),
              (metadata, problem) -> failure.compareAndSet(null, problem));
    }

    void requireAllSent() {
      if (failure.get() != null) {
        throw new IllegalStateException("The topic could not be filled", failure.get());
      }
    }
  }
}
