/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes topics on a broker and fills them. */
public final class BrokerTopics implements AutoCloseable {

  private final String bootstrapServers;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  public BrokerTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    // An idempotent one may wait for ever on a topic that was just made: when the broker does not
    // know it yet it refuses the first batch, and takes the second one for the beginning.
    producer =
        producer(
            Map.of(
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                "false",
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                "1"));
  }

  /** A new topic; returns its name. */
  public String create(String prefix, int partitions) throws Exception {
    return create(prefix, partitions, Map.of());
  }

  /** As above, with properties of the topic. */
  public String create(String prefix, int partitions, Map<String, String> properties)
      throws Exception {
    String topic = prefix + "-" + UUID.randomUUID();
    admin
        .createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(properties)))
        .all()
        .get(30, TimeUnit.SECONDS);
    return topic;
  }

  void createNamed(String topic) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
  }

  void delete(String topic) throws Exception {
    admin.deleteTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
  }

  void growTo(String topic, int partitions) throws Exception {
    admin
        .createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
        .all()
        .get(30, TimeUnit.SECONDS);
  }

  /** Deletes the records before an offset. */
  public void deleteBefore(String topic, int partition, long offset) throws Exception {
    admin
        .deleteRecords(
            Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
        .all()
        .get(30, TimeUnit.SECONDS);
  }

  /** The offset that a group has committed; -1 when none. */
  long committed(String group, String topic, int partition) throws Exception {
    OffsetAndMetadata offset =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(30, TimeUnit.SECONDS)
            .get(new TopicPartition(topic, partition));
    return offset == null ? -1 : offset.offset();
  }

  /** Writes a record and waits until it is there. */
  void send(String topic, int partition, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(topic, partition, null, value)).get(30, TimeUnit.SECONDS);
  }

  /** Writes a record that Kafka takes for one of this time, and waits until it is there. */
  public void sendAt(String topic, int partition, long time) throws Exception {
    sendAt(topic, partition, time, Reading.record(time));
  }

  /** As above, with a value. */
  public void sendAt(String topic, int partition, long time, byte[] value) throws Exception {
    producer
        .send(new ProducerRecord<>(topic, partition, time, null, value))
        .get(30, TimeUnit.SECONDS);
  }

  /** Writes one record a moment, and waits until all are there. */
  void sendEach(String topic, int partition, long... times) throws Exception {
    Future<?> last = null;
    for (long time : times) {
      last = producer.send(new ProducerRecord<>(topic, partition, null, Reading.record(time)));
    }
    producer.flush();
    if (last != null) {
      last.get(30, TimeUnit.SECONDS);
    }
  }

  KafkaProducer<byte[], byte[]> transactional() {
    KafkaProducer<byte[], byte[]> transactional =
        producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, UUID.randomUUID().toString()));
    transactional.initTransactions();
    return transactional;
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, String> more) {
    Properties properties = new Properties();
    properties.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.putAll(more);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
