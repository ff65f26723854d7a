/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a broker, with clients of its own: those of the source are busy fetching.
 *
 * <p>Ends are asked with isolation {@code read_uncommitted}, whatever the source reads with:
 * records of an open transaction wait too. A probe reads with the source's isolation, so that marks
 * and records of aborted transactions at the end of a partition do not count as waiting records.
 */
final class KafkaPartitionEnds implements PartitionEnds {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaPartitionEnds.class);

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final Duration PROBE_WITHIN = Duration.ofSeconds(1);
  private static final Duration PROBE_POLL = Duration.ofMillis(100);

  private final Properties properties;
  private final Executor executor;
  private final Consumer<Answer> listener;
  // Both made when first needed, and used on the executor's thread alone.
  private Admin admin;
  private KafkaConsumer<byte[], byte[]> consumer;
  private volatile boolean closed;

  /**
   * @param source the properties of the source's own consumer
   * @param executor runs one task after the other
   */
  KafkaPartitionEnds(Properties source, Executor executor, Consumer<Answer> listener) {
    properties = new Properties();
    properties.putAll(source);
    // It belongs to no group, and no interceptor may count the records that it sees.
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    properties.remove(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
    properties.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
    properties.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1024");
    properties.setProperty(
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Long.toString(PROBE_POLL.toMillis()));
    this.executor = executor;
    this.listener = listener;
  }

  @Override
  public void askEnds(Collection<TopicPartition> partitions) {
    // One call a topic: in one call a topic that was deleted spoils the answers for the others.
    partitions.stream()
        .collect(Collectors.groupingBy(TopicPartition::topic))
        .values()
        .forEach(ofTopic -> executor.execute(() -> ask(ofTopic)));
  }

  @Override
  public void probeTail(TopicPartition partition, long position, long end) {
    executor.execute(
        () -> listener.accept(new Answer(partition, probe(partition, position, end), end)));
  }

  @Override
  public void close() {
    closed = true;
    executor.execute(
        () -> {
          if (admin != null) {
            admin.close(Duration.ZERO);
          }
          if (consumer != null) {
            consumer.close(Duration.ZERO);
          }
        });
  }

  private void ask(List<TopicPartition> partitions) {
    try {
      if (admin == null) {
        admin = Admin.create(properties);
      }
      Map<TopicPartition, OffsetSpec> latest =
          partitions.stream()
              .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
      ListOffsetsResult result =
          admin.listOffsets(
              latest,
              new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED)
                  .timeoutMs((int) ANSWER_WITHIN.toMillis()));
      for (TopicPartition partition : partitions) {
        KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo> unused =
            result
                .partitionResult(partition)
                .whenComplete((info, failure) -> answer(partition, info, failure));
      }
    } catch (RuntimeException e) {
      partitions.forEach(partition -> answer(partition, null, e));
    }
  }

  private void answer(
      TopicPartition partition, ListOffsetsResult.ListOffsetsResultInfo info, Throwable failure) {
    if (failure == null) {
      listener.accept(new Answer(partition, Finding.END, info.offset()));
      return;
    }
    LOG.debug("Kafka does not say where {} ends", partition, failure);
    listener.accept(new Answer(partition, Finding.UNANSWERED, -1));
  }

  private Finding probe(TopicPartition partition, long position, long end) {
    try {
      if (consumer == null) {
        consumer = new KafkaConsumer<>(properties);
      }
      consumer.assign(List.of(partition));
      if (position < 0) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, position);
      }
      return look(partition, end);
    } catch (RuntimeException e) {
      LOG.debug("Kafka does not say what is left in {}", partition, e);
      return Finding.UNANSWERED;
    } finally {
      if (consumer != null) {
        consumer.unsubscribe();
      }
    }
  }

  private Finding look(TopicPartition partition, long end) {
    long deadline = System.nanoTime() + PROBE_WITHIN.toNanos();
    while (!closed && System.nanoTime() < deadline) {
      if (consumer.position(partition, PROBE_WITHIN) >= end) {
        return Finding.NOTHING_LEFT;
      }
      if (!consumer.poll(PROBE_POLL).isEmpty()) {
        return Finding.RECORDS_LEFT;
      }
    }
    return Finding.RECORDS_LEFT;
  }
}
