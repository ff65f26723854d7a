/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.send;

import io.tidemark.stack.StackException;
import io.tidemark.stack.kafka.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes events into Kafka, acknowledged and without doubles of its own. Not for several threads.
 */
public final class EventSender implements AutoCloseable {

  /** The local broker takes as much ({@code message.max.bytes}). */
  public static final int MAX_EVENT_BYTES = 8 * 1024 * 1024 - 1024;

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  private EventSender(String bootstrapServers, Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_EVENT_BYTES + 1024);
    config.putAll(more);
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * For one topic that must exist.
   *
   * @throws StackException when the broker does not answer or has no such topic
   */
  public static EventSender to(String bootstrapServers, String topic) {
    try (Topics topics = new Topics(bootstrapServers)) {
      Set<String> names = new TreeSet<>(topics.listNames());
      if (!names.contains(topic)) {
        throw new StackException(
            "unknown topic '" + topic + "': use one of " + String.join(", ", names));
      }
    }
    return new EventSender(bootstrapServers, Map.of());
  }

  /** For a sender that runs as long as the broker and survives its restarts. */
  public static EventSender patient(String bootstrapServers) {
    return new EventSender(
        bootstrapServers, Map.of(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE));
  }

  /**
   * Hands one event over; it is written with others soon.
   *
   * @throws StackException when an earlier one could not be written
   */
  public void send(String topic, byte[] event) {
    send(topic, event, List.of());
  }

  /** As above, with headers. */
  public void send(String topic, byte[] event, List<Header> headers) {
    checkFailure();
    // The callback sees every failure; the future would only hold one event more in memory.
    var unused =
        producer.send(
            new ProducerRecord<byte[], byte[]>(topic, null, (byte[]) null, event, headers),
            (written, refused) -> failure.compareAndSet(null, refused));
  }

  /**
   * Returns when all events are written.
   *
   * @throws StackException when one could not be
   */
  public void flush() {
    producer.flush();
    checkFailure();
  }

  private void checkFailure() {
    Exception refused = failure.get();
    if (refused != null) {
      throw new StackException("Kafka did not take an event: " + refused.getMessage(), refused);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
