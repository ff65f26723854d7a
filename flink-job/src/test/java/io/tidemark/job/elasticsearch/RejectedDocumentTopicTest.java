/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.documents.DocumentWrite;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
final class RejectedDocumentTopicTest {

  private static final RejectedDocument REFUSED =
      new RejectedDocument(
          DocumentWrite.replacing("i", "id", 1, "{\"tenant_id\":\"t\"}".getBytes(UTF_8)),
          400,
          "type",
          "reason");

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final RejectedDocumentTopic handler =
      new RejectedDocumentTopic("usage.dead-letters", () -> producer);

  @Test
  void travelsWithTheJob() throws IOException, ClassNotFoundException {
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", "localhost:9092");
    assertThat(InstantiationUtil.clone(new RejectedDocumentTopic("usage.dead-letters", client)))
        .isNotNull();
  }

  @Test
  void isKeptWhenTheBrokerHasEveryOne() {
    CompletableFuture<Void> kept = handler.handle(List.of(REFUSED, REFUSED)).toCompletableFuture();
    producer.completeNext();
    assertThat(kept).isNotDone();
    producer.completeNext();
    assertThat(kept).isCompleted();

    assertThat(producer.history())
        .extracting(ProducerRecord::topic)
        .containsOnly("usage.dead-letters");
    assertThat(new String(producer.history().get(0).value(), UTF_8))
        .contains("\"tenant_id\":\"t\"", "\"reason\":\"refused\"");
    handler.close();
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void oneThatTheBrokerRefusesFailsAll() {
    CompletableFuture<Void> kept = handler.handle(List.of(REFUSED, REFUSED)).toCompletableFuture();
    producer.completeNext();
    producer.errorNext(new KafkaException("scripted"));
    assertThat(kept).isCompletedExceptionally();
  }
}
