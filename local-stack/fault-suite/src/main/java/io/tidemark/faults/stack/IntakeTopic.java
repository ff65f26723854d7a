/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.stack;

import io.tidemark.stack.send.EventSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic with model calls that intake writes; it has one partition. */
public final class IntakeTopic {

  public static final String NAME = "intake.model-calls";

  private static final TopicPartition PARTITION = new TopicPartition(NAME, 0);

  private IntakeTopic() {}

  /**
   * Creates it, or deletes the records of earlier rounds.
   *
   * @param first a call from which event time is known there
   * @return the offset of that call
   */
  public static long prepareTopic(FaultStack stack, byte[] first) {
    stack.createTopic(NAME, 1);
    Map<TopicPartition, Long> ends = stack.offsets().readEnds(NAME, 1);
    stack.offsets().deleteBefore(ends);
    try (EventSender sender = EventSender.to(stack.bootstrapServers(), NAME)) {
      sender.send(NAME, first);
      sender.flush();
    }
    return ends.get(PARTITION);
  }

  /**
   * The records from {@code start} on. A broker that is killed may forget that earlier ones were
   * deleted, and serve them again.
   */
  public static List<ConsumerRecord<byte[], byte[]>> readAll(String bootstrapServers, long start) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = List.of(PARTITION);
      consumer.assign(partitions);
      consumer.seek(PARTITION, start);
      long end = consumer.endOffsets(partitions).get(PARTITION);
      while (consumer.position(PARTITION) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
    }
    return records;
  }
}
