/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.testkit.oracle.FlatDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The dead letters that the job wrote into its topic. */
public final class DeadLetterTopic {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DeadLetterTopic() {}

  /** All of them so far. */
  public static List<Map<String, Object>> readAll(String bootstrapServers, String topic)
      throws IOException {
    List<Map<String, Object>> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      List<TopicPartition> partitions = List.of(partition);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          letters.add(flattenLetter(JSON.readTree(record.value())));
        }
      }
    }
    return letters;
  }

  /**
   * Flattens a dead letter. The payload of a document that was refused is JSON of the job's own
   * making: it is compared as fields, not as text.
   */
  static Map<String, Object> flattenLetter(JsonNode letter) {
    Map<String, Object> fields = FlatDocument.of(letter);
    if ("refused".equals(fields.get("reason"))) {
      try {
        JsonNode document = JSON.readTree(letter.path("payload").asText());
        fields.put("payload", FlatDocument.of(document).toString());
      } catch (JsonProcessingException cut) {
        fields.put("payload_error", cut.getMessage());
      }
    }
    return fields;
  }
}
