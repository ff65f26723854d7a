/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the dead letters of refused documents to a topic as well, at least once. The producer is
 * made with the first of them: in most jobs never.
 */
public final class RejectedDocumentTopic implements RejectedDocumentHandler {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final String topic;
  private final SerializableSupplier<Producer<byte[], byte[]>> producers;
  private transient Producer<byte[], byte[]> producer;

  /**
   * Makes the handler; nothing is connected yet.
   *
   * @param client properties of the Kafka client, {@code bootstrap.servers} among them
   */
  public RejectedDocumentTopic(String topic, Properties client) {
    this(
        topic,
        () -> new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  RejectedDocumentTopic(String topic, SerializableSupplier<Producer<byte[], byte[]>> producers) {
    this.topic = topic;
    this.producers = producers;
  }

  @Override
  public CompletionStage<Void> handle(List<RejectedDocument> refused) {
    if (producer == null) {
      producer = producers.get();
    }
    long now = System.currentTimeMillis();
    return CompletableFuture.allOf(
        refused.stream()
            .map(document -> send(document.deadLetter(now).source))
            .toArray(CompletableFuture<?>[]::new));
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(CLOSE_TIMEOUT);
    }
  }

  private CompletableFuture<Void> send(byte[] deadLetter) {
    CompletableFuture<Void> kept = new CompletableFuture<>();
    var unused =
        producer.send(
            new ProducerRecord<>(topic, deadLetter),
            (metadata, failure) -> {
              if (failure == null) {
                kept.complete(null);
              } else {
                kept.completeExceptionally(failure);
              }
            });
    return kept;
  }
}
