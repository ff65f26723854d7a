/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.stack;

import io.tidemark.stack.StackException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** The offsets that a group has committed, as the job does with each completed checkpoint. */
public final class Offsets implements AutoCloseable {

  private static final int ANSWER_SECONDS = 10;

  private final Admin admin;

  Offsets(String bootstrapServers) {
    admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_SECONDS * 1000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_SECONDS * 1000));
  }

  /** The next offset to read of each partition; empty when Kafka does not answer. */
  public Map<TopicPartition, Long> readCommitted(String group) {
    try {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS)
          .forEach(
              (partition, at) -> {
                if (at != null) {
                  offsets.put(partition, at.offset());
                }
              });
      return offsets;
    } catch (ExecutionException | TimeoutException silent) {
      return Map.of();
    } catch (InterruptedException interrupted) {
      throw reportInterrupt(interrupted);
    }
  }

  /** How many records of some topics a group has noted as read. */
  public long readLag(String group) {
    return readCommitted(group).values().stream().mapToLong(Long::longValue).sum();
  }

  /** The end of each partition of a topic. */
  public Map<TopicPartition, Long> readEnds(String topic, int partitions) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    try {
      return admin
          .listOffsets(wanted)
          .all()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS)
          .entrySet()
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    } catch (ExecutionException | TimeoutException failure) {
      throw new StackException("Kafka does not say where " + topic + " ends", failure);
    } catch (InterruptedException interrupted) {
      throw reportInterrupt(interrupted);
    }
  }

  /** Deletes the records of a topic before some offsets. */
  public void deleteBefore(Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, RecordsToDelete> wanted = new HashMap<>();
    offsets.forEach((partition, at) -> wanted.put(partition, RecordsToDelete.beforeOffset(at)));
    try {
      admin.deleteRecords(wanted).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new StackException("Kafka did not delete records", failure);
    } catch (InterruptedException interrupted) {
      throw reportInterrupt(interrupted);
    }
  }

  private static StackException reportInterrupt(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new StackException("interrupted", interrupted);
  }

  @Override
  public void close() {
    admin.close(java.time.Duration.ZERO);
  }
}
