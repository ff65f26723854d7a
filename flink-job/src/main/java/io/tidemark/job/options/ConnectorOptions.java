/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.options;

import static io.tidemark.job.options.OptionValues.durationBetween;
import static io.tidemark.job.options.OptionValues.oneOf;
import static io.tidemark.job.options.OptionValues.wholeNumberBetween;

import io.tidemark.job.kafka.OnLostOffsets;
import io.tidemark.model.topics.UsageTopics;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The options of the connections to Kafka and Elasticsearch. */
public final class ConnectorOptions {

  /** Prefix of options that the Kafka clients receive as they are. */
  static final String KAFKA_PREFIX = "kafka.";

  public static final JobOption<String> KAFKA_BOOTSTRAP_SERVERS =
      new JobOption<>(
          "kafka.bootstrap-servers",
          "localhost:9092",
          "comma-separated host:port",
          "Kafka brokers. Every other client property, including security, is passed as"
              + " `--kafka.<property>`.",
          Function.identity());

  public static final JobOption<String> KAFKA_GROUP_ID =
      new JobOption<>(
          "kafka.group-id",
          "tidemark",
          "text",
          "Consumer group for committed offsets. Tools that show consumer lag read them.",
          Function.identity());

  public static final JobOption<OnLostOffsets> KAFKA_ON_LOST_OFFSETS =
      new JobOption<>(
          "kafka.on-lost-offsets",
          "fail",
          "fail, skip",
          "Behavior when Kafka deleted records before the job read them.",
          oneOf(OnLostOffsets.class));

  public static final JobOption<List<String>> ELASTICSEARCH_HOSTS =
      new JobOption<>(
          "elasticsearch.hosts",
          "http://localhost:9200",
          "comma-separated URLs",
          "Elasticsearch nodes, version 7.17 or 8.",
          OptionValues::names);

  public static final JobOption<String> ELASTICSEARCH_USERNAME =
      new JobOption<>(
          "elasticsearch.username",
          null,
          "text",
          "User name for Elasticsearch. The environment variable"
              + " `TIDEMARK_ELASTICSEARCH_USERNAME` sets it too.",
          Function.identity());

  public static final JobOption<String> ELASTICSEARCH_PASSWORD =
      new JobOption<>(
          "elasticsearch.password",
          null,
          "text",
          "Password for Elasticsearch. The environment variable"
              + " `TIDEMARK_ELASTICSEARCH_PASSWORD` sets it too and does not show in process lists.",
          Function.identity());

  public static final JobOption<Integer> ELASTICSEARCH_BULK_ACTIONS =
      new JobOption<>(
          "elasticsearch.bulk-actions",
          "1000",
          "1 to 100000",
          "Maximum number of documents per bulk request.",
          wholeNumberBetween(1, 100_000));

  public static final JobOption<Integer> ELASTICSEARCH_BULK_BYTES =
      new JobOption<>(
          "elasticsearch.bulk-bytes",
          "5242880",
          "1024 to 52428800",
          "Maximum size of a bulk request in bytes.",
          wholeNumberBetween(1024, 52_428_800));

  public static final JobOption<Integer> ELASTICSEARCH_BULKS_IN_FLIGHT =
      new JobOption<>(
          "elasticsearch.bulks-in-flight",
          "4",
          "1 to 10",
          "Maximum number of concurrent bulk requests per sink subtask.",
          wholeNumberBetween(1, 10));

  public static final JobOption<Duration> ELASTICSEARCH_FLUSH_INTERVAL =
      new JobOption<>(
          "elasticsearch.flush-interval",
          "1s",
          "100ms to 1m",
          "Maximum time that a document waits until its bulk request is sent.",
          durationBetween(Duration.ofMillis(100), Duration.ofMinutes(1)));

  public static final JobOption<Duration> ELASTICSEARCH_RETRY_LIMIT =
      new JobOption<>(
          "elasticsearch.retry-limit",
          "30m",
          "1s to 7d",
          "Time for which a bulk request is retried before the job restarts.",
          durationBetween(Duration.ofSeconds(1), Duration.ofDays(7)));

  public static final JobOption<String> DEAD_LETTERS_TOPIC =
      new JobOption<>(
          "dead-letters.topic",
          UsageTopics.DEAD_LETTERS,
          "a topic",
          "Kafka topic for rejected records. They are written to an index too.",
          Function.identity());

  static final List<JobOption<?>> ALL =
      List.of(
          KAFKA_BOOTSTRAP_SERVERS,
          KAFKA_GROUP_ID,
          KAFKA_ON_LOST_OFFSETS,
          ELASTICSEARCH_HOSTS,
          ELASTICSEARCH_USERNAME,
          ELASTICSEARCH_PASSWORD,
          ELASTICSEARCH_BULK_ACTIONS,
          ELASTICSEARCH_BULK_BYTES,
          ELASTICSEARCH_BULKS_IN_FLIGHT,
          ELASTICSEARCH_FLUSH_INTERVAL,
          ELASTICSEARCH_RETRY_LIMIT,
          DEAD_LETTERS_TOPIC);

  private ConnectorOptions() {}
}
