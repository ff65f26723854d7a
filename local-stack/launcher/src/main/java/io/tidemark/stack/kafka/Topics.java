/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.kafka;

import io.tidemark.model.topics.UsageTopics;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of a local broker. */
public final class Topics implements AutoCloseable {

  private static final Map<String, Integer> PARTITIONS = UsageTopics.listPartitions();

  private static final int PARTITIONS_OF_OTHERS = 4;

  private static final int ANSWER_SECONDS = 30;

  private final String bootstrapServers;
  private final Admin admin;

  public Topics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_SECONDS * 1000));
  }

  /** Whether the broker has joined its cluster. Waits at most a second for its answer. */
  boolean brokerAnswers() {
    try {
      return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Creates Tidemark's topics, unless they exist. */
  public void createAll() {
    createAll(List.of());
  }

  /** Creates Tidemark's topics, and those that arguments of the job name, unless they exist. */
  public void createAll(List<String> jobArguments) {
    PARTITIONS.forEach(this::create);
    for (String topic : JobTopics.findIn(jobArguments)) {
      create(topic, PARTITIONS.getOrDefault(topic, PARTITIONS_OF_OTHERS));
    }
  }

  /** Creates one topic, unless it exists. Returns when clients can see it. */
  public void create(String topic, int partitions) {
    createUnlessExists(topic, partitions);
    if (!Await.until(() -> listNames().contains(topic), Duration.ofSeconds(ANSWER_SECONDS))) {
      throw new StackException("Kafka created " + topic + " but does not list it");
    }
  }

  private void createUnlessExists(String topic, int partitions) {
    try {
      admin
          .createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
          .all()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof TopicExistsException)) {
        throw new StackException(
            "Kafka did not create " + topic + ": " + failure.getCause(), failure);
      }
    } catch (TimeoutException late) {
      throw new StackException("Kafka did not create " + topic + " in time", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted", interrupted);
    }
  }

  /** Names of all topics but Kafka's own. */
  public Set<String> listNames() {
    try {
      return admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new StackException(
          "Kafka does not answer at " + bootstrapServers + ": bin/tidemark up starts it", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
