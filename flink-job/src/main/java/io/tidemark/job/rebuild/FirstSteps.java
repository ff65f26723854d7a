/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.rebuild;

import io.tidemark.job.topology.Workload;
import io.tidemark.job.topology.Workloads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Whether topics still hold the first steps of all that a rebuild counts. Runs and training jobs
 * are followed from their first step on: one of which Kafka has deleted that step would be counted
 * without its user or its workflow, a second time and in another group. A counter would count with
 * all that it had grown by before.
 *
 * <p>It goes by the time of the records in Kafka, which no format has to be known for.
 */
public final class FirstSteps {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Properties client;
  private final EmptiedPartitions emptied;

  /**
   * @param client properties of a Kafka client, with the brokers' addresses
   */
  public FirstSteps(Properties client, Clock clock) {
    emptied = new EmptiedPartitions(client, ANSWER_WITHIN, clock);
    this.client = new Properties();
    this.client.putAll(client);
    this.client.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
    this.client.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    this.client.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
  }

  /**
   * Refuses a range that needs steps which are gone.
   *
   * @param topics of a workload that follows runs, jobs or counters
   * @param longest how long before a window events may be that decide what it counts
   * @throws IllegalArgumentException saying what is allowed
   * @throws IllegalStateException when Kafka does not say how far back the topics go
   */
  public void require(List<String> topics, RebuildRange range, Duration longest) {
    for (String topic : topics) {
      wholeSince(List.of(topic)).ifPresent(since -> require(topic, since, range, longest));
    }
  }

  /**
   * The time from which on topics hold all records: that of the first record of the partition that
   * goes back least; for a partition of which nothing is left, the start of its topic's retention.
   * Empty when Kafka has deleted none.
   *
   * @throws IllegalStateException when Kafka does not say how far back the topics go
   */
  public Optional<Instant> wholeSince(List<String> topics) {
    Optional<Instant> latest = Optional.empty();
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      for (String topic : topics) {
        for (Instant first : findCuts(consumer, topic)) {
          latest = latest.filter(found -> found.isAfter(first)).or(() -> Optional.of(first));
        }
      }
    } catch (KafkaException silent) {
      throw new IllegalStateException(
          "Kafka does not say how far back the topics go that are to be read again", silent);
    }
    return latest;
  }

  private static void require(String topic, Instant since, RebuildRange range, Duration longest) {
    Instant allowed = since.plus(longest);
    if (range.from() < allowed.toEpochMilli()) {
      throw new IllegalArgumentException(
          ("--rebuild.from %s: Kafka has deleted the records of %s before %s, and a window may need"
                  + " those of %s before it; allowed is from %s on, or --pipelines %s")
              .formatted(
                  Instant.ofEpochMilli(range.from()),
                  topic,
                  since,
                  longest,
                  allowed,
                  independentWorkloads()));
    }
  }

  /** The workloads whose events count by themselves. */
  private static String independentWorkloads() {
    return Workloads.ALL.stream()
        .filter(workload -> !workload.source().spansWindows())
        .map(Workload::id)
        .collect(Collectors.joining(","));
  }

  /** The times from which on partitions are whole of which Kafka has deleted records. */
  private List<Instant> findCuts(Consumer<byte[], byte[]> consumer, String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    consumer
        .partitionsFor(topic, ANSWER_WITHIN)
        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, ANSWER_WITHIN);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER_WITHIN);
    List<Instant> cuts = new ArrayList<>();
    boolean someAreEmptied = false;
    for (TopicPartition partition : partitions) {
      if (begins.get(partition) > 0) {
        boolean isEmptied = begins.get(partition) >= ends.get(partition);
        someAreEmptied |= isEmptied;
        if (!isEmptied) {
          cuts.add(firstRecord(consumer, partition));
        }
      }
    }
    if (someAreEmptied) {
      cuts.add(emptied.wholeSince(topic));
    }
    return cuts;
  }

  private static Instant firstRecord(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
        return Instant.ofEpochMilli(found.timestamp());
      }
    }
    throw new TimeoutException("no record of " + partition + " within " + ANSWER_WITHIN);
  }
}
