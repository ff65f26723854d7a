/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import io.tidemark.job.admission.EventTime;
import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.admission.SourceEventTypeInfo;
import io.tidemark.job.eventtime.AcceptedTimes;
import io.tidemark.job.eventtime.BoundedClock;
import io.tidemark.job.eventtime.SourceEventWatermarks;
import io.tidemark.model.parsing.UsageFormat;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumStateSerializer;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumerator;
import org.apache.flink.connector.kafka.source.enumerator.initializer.NoStoppingOffsetsInitializer;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.fetcher.KafkaSourceFetcherManager;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Events of one pipeline, from Kafka: topics, each in its own format, read from the group's
 * committed offsets or the first record, afterwards from the job's state; offsets are committed
 * with each checkpoint. A record that cannot be counted comes out as a rejection and never moves
 * event time.
 *
 * <p>It is put together from the connector's parts as its {@code KafkaSource} is, with the same
 * state, and differs in four of them: {@link UsageRecordEmitter} parses, {@link Heartbeats} keep
 * event time going in silence, {@link LossAwareSplitReader} does not pass over deleted records, and
 * {@link TopicSubscription} outlives a broker.
 *
 * <p>The operator after it must be chained to it, because {@link SourceEvent} is reused and never
 * serialized. Give it {@link #watermarks()}; others would not know refusals from events.
 *
 * @param <E> the event
 */
public final class UsageSource<E>
    implements Source<SourceEvent<E>, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<SourceEvent<E>> {

  private final String name;
  private final KafkaSourceOptions options;
  private final List<TopicFormat<E>> topics;
  private final EventTime<E> eventTime;
  private final Clock clock;
  private final boolean upToNow;

  /**
   * @param name distinguishes the sources of a job in the ids of their Kafka clients
   * @param topics one or more, each once
   * @param clock is serialized with the job
   */
  public UsageSource(
      String name,
      KafkaSourceOptions options,
      List<TopicFormat<E>> topics,
      EventTime<E> eventTime,
      Clock clock) {
    this(name, options, topics, eventTime, clock, false);
  }

  private UsageSource(
      String name,
      KafkaSourceOptions options,
      List<TopicFormat<E>> topics,
      EventTime<E> eventTime,
      Clock clock,
      boolean upToNow) {
    this.name = name;
    this.options = options;
    this.topics = List.copyOf(topics);
    this.eventTime = eventTime;
    this.clock = clock;
    this.upToNow = upToNow;
    if (topicNames().isEmpty()) {
      throw new IllegalArgumentException("--" + name + ".topic: at least one topic is required");
    }
    if (topicNames().stream().distinct().count() < topics.size()) {
      throw new IllegalArgumentException("--" + name + ".topic: a topic is named twice");
    }
  }

  /**
   * The same, but from the first record that is kept up to those that are there when it starts. It
   * commits no offsets. Event time stands still until all is read: no event comes late, in
   * whichever order the partitions are read.
   */
  public UsageSource<E> upToNow() {
    return new UsageSource<>(name, options, topics, eventTime, clock, true);
  }

  /** The watermarks that belong to this source. */
  public WatermarkStrategy<SourceEvent<E>> watermarks() {
    if (upToNow) {
      return WatermarkStrategy.noWatermarks();
    }
    return new SourceEventWatermarks<>(options.outOfOrderness(), clock);
  }

  @Override
  public Boundedness getBoundedness() {
    return upToNow ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public TypeInformation<SourceEvent<E>> getProducedType() {
    return new SourceEventTypeInfo<>();
  }

  @Override
  public SourceReader<SourceEvent<E>, KafkaPartitionSplit> createReader(
      SourceReaderContext context) {
    Properties properties = clientProperties();
    SourceMetrics metrics = new SourceMetrics(context.metricGroup());
    UsageReaderMetrics readerMetrics = new UsageReaderMetrics(context.metricGroup());
    FutureCompletingBlockingQueue<RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>>> fetched =
        new FutureCompletingBlockingQueue<>();
    return new UsageSourceReader<>(
        fetched,
        new KafkaSourceFetcherManager(
            fetched,
            () ->
                new LossAwareSplitReader(
                    properties, options.onLostOffsets(), context, readerMetrics, metrics),
            finished -> {}),
        emitter(metrics),
        configuration(properties),
        context,
        readerMetrics,
        heartbeats(properties, context, metrics));
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return restoreEnumerator(context, new KafkaSourceEnumState(Set.of(), false));
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) {
    KafkaSourceEnumState kept = keepTopics(state);
    return new KafkaSourceEnumerator(
        new TopicSubscription(topicNames(), listTopics(kept)),
        upToNow ? OffsetsInitializer.earliest() : new CommittedOrEarliest(),
        upToNow ? OffsetsInitializer.latest() : new NoStoppingOffsetsInitializer(),
        clientProperties(),
        context,
        getBoundedness(),
        kept);
  }

  private static Set<String> listTopics(KafkaSourceEnumState state) {
    return state.partitions().stream()
        .map(partition -> partition.topicPartition().topic())
        .collect(Collectors.toSet());
  }

  /** Forgets partitions that are not read, so that they are found again if they are read again. */
  private KafkaSourceEnumState keepTopics(KafkaSourceEnumState state) {
    List<String> names = topicNames();
    return new KafkaSourceEnumState(
        state.partitions().stream()
            .filter(partition -> names.contains(partition.topicPartition().topic()))
            .collect(Collectors.toSet()),
        state.initialDiscoveryFinished());
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return new KafkaPartitionSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return new KafkaSourceEnumStateSerializer();
  }

  private Properties clientProperties() {
    Properties properties = options.clientProperties(name);
    if (upToNow) {
      // The group's offsets are those of the job that runs on.
      properties.setProperty("commit.offsets.on.checkpoint", "false");
      // While partitions are looked for, the source does not end.
      properties.setProperty("partition.discovery.interval.ms", "-1");
    }
    return properties;
  }

  private List<String> topicNames() {
    return topics.stream().map(TopicFormat::topic).toList();
  }

  private UsageRecordEmitter<E> emitter(SourceMetrics metrics) {
    Map<String, UsageFormat<E>> formats = new HashMap<>();
    topics.forEach(topic -> formats.put(topic.topic(), topic.format().get()));
    return new UsageRecordEmitter<>(
        formats,
        eventTime,
        new AcceptedTimes(options.maxFuture(), options.retention()),
        clock,
        metrics);
  }

  private Heartbeats<E> heartbeats(
      Properties properties, SourceReaderContext context, SourceMetrics metrics) {
    String thread = "kafka-heartbeats-" + name + "-" + context.getIndexOfSubtask();
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(new ExecutorThreadFactory(thread));
    Properties askers = new Properties();
    askers.putAll(properties);
    askers.setProperty("client.id", properties.getProperty("client.id.prefix") + "-" + thread);
    if (options.onLostOffsets() == OnLostOffsets.SKIP) {
      // They must find out that nothing is left behind records that were deleted unread.
      askers.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }
    return new Heartbeats<>(
        new Heartbeats.Timing(
            options.idleAfter(), options.tick(), new BoundedClock(clock, System::nanoTime), timer),
        metrics,
        listener -> new KafkaPartitionEnds(askers, timer, listener));
  }

  private static Configuration configuration(Properties properties) {
    Configuration configuration = new Configuration();
    properties
        .stringPropertyNames()
        .forEach(key -> configuration.setString(key, properties.getProperty(key)));
    return configuration;
  }
}
