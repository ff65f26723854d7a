/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.kafka.source.enumerator.subscriber.KafkaSubscriber;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of a list of topics, looked up again and again. A topic that does not exist yet is
 * read when it appears. Once they are known, a broker that does not answer leaves them as they
 * were: the stock subscriber would restart the job for it.
 */
final class TopicSubscription implements KafkaSubscriber {

  private static final Logger LOG = LoggerFactory.getLogger(TopicSubscription.class);

  private final List<String> topics;
  private final Set<String> read;
  private transient Set<TopicPartition> known;

  /**
   * @param topics the topics to read
   * @param read those of them that were read before
   */
  TopicSubscription(List<String> topics, Set<String> read) {
    this.topics = List.copyOf(topics);
    this.read = new HashSet<>(read);
  }

  @Override
  public Set<TopicPartition> getSubscribedTopicPartitions(AdminClient admin) {
    try {
      known = partitions(admin);
    } catch (ExecutionException e) {
      if (known == null) {
        throw new FlinkRuntimeException(
            "Kafka does not say which partitions " + topics + " have", e);
      }
      LOG.warn("Kafka does not say whether {} have new partitions; asked again later", topics, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FlinkRuntimeException("Interrupted while listing partitions of " + topics, e);
    }
    // The caller takes elements out.
    return new HashSet<>(known);
  }

  private Set<TopicPartition> partitions(AdminClient admin)
      throws ExecutionException, InterruptedException {
    Set<TopicPartition> found = new HashSet<>();
    Map<String, KafkaFuture<TopicDescription>> answers =
        admin.describeTopics(topics).topicNameValues();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
      String topic = answer.getKey();
      try {
        answer
            .getValue()
            .get()
            .partitions()
            .forEach(info -> found.add(new TopicPartition(topic, info.partition())));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        LOG.warn(describeMissing(topic));
      }
    }
    found.forEach(partition -> read.add(partition.topic()));
    return found;
  }

  /** A deleted topic is no topic to come: the job has its partitions, and waits for them. */
  String describeMissing(String topic) {
    return read.contains(topic)
        ? "Topic "
            + topic
            + " was deleted: its partitions hold event time, so that no window becomes final. Stop"
            + " the job with a savepoint, and run it without this topic"
        : "Topic " + topic + " does not exist; it is read as soon as it does";
  }
}
