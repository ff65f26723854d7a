/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records each topic holds that its readers have not noted as read. The job notes at its
 * checkpoints.
 */
public final class ConsumerLag {

  private static final int ANSWER_SECONDS = 5;

  private ConsumerLag() {}

  /** Whether a broker answers. */
  public static boolean isReachable(String bootstrapServers) {
    try (Admin admin = createAdmin(bootstrapServers)) {
      return !admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException silent) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Lag by topic, for all topics with a reader; empty when the broker does not answer. */
  public static SortedMap<String, Long> of(String bootstrapServers) {
    SortedMap<String, Long> behind = new TreeMap<>();
    try (Admin admin = createAdmin(bootstrapServers)) {
      Map<TopicPartition, OffsetAndMetadata> read = readOffsets(admin);
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      read.keySet().forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
      admin
          .listOffsets(wanted)
          .all()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS)
          .forEach(
              (partition, end) ->
                  behind.merge(
                      partition.topic(), end.offset() - read.get(partition).offset(), Long::sum));
    } catch (ExecutionException | TimeoutException silent) {
      return new TreeMap<>();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return behind;
  }

  private static Map<TopicPartition, OffsetAndMetadata> readOffsets(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
    for (GroupListing group : admin.listGroups().all().get(ANSWER_SECONDS, TimeUnit.SECONDS)) {
      admin
          .listConsumerGroupOffsets(group.groupId())
          .partitionsToOffsetAndMetadata()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS)
          .forEach(
              (partition, offset) -> {
                if (offset != null) {
                  read.put(partition, offset);
                }
              });
    }
    return read;
  }

  private static Admin createAdmin(String bootstrapServers) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            ANSWER_SECONDS * 1000,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            ANSWER_SECONDS * 1000));
  }
}
