/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.measuring.FetchClock;
import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.measuring.MeasuredRun;
import io.tidemark.benchmarks.measuring.RunProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.Stores;

/**
 * The same figures, but for histograms and status codes, in Kafka Streams with stores in memory:
 * the DSL with a processor that keeps ids, as its tutorial on duplicates shows.
 *
 * <p>It writes each hour's figures again with every commit, as such programs do, and is done when
 * the last call is added to its hour: event time moves within each task of its own there, so
 * nothing says when an hour is over on all of them.
 */
public final class KafkaStreamsPeer {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration HORIZON = Duration.ofHours(24);
  private static final String SEEN = "seen";

  private static final Serde<PeerCall> CALLS = createSerde(PeerCall.class);
  private static final Serde<PeerHour> HOURS = createSerde(PeerHour.class);

  private KafkaStreamsPeer() {}

  public static void main(String[] arguments) throws Exception {
    JobSettings settings = JobSettings.of(arguments);
    MeasuredRun.take(settings, KafkaStreamsPeer::start);
  }

  private static MeasuredRun.Job start(JobSettings settings) {
    KafkaStreams streams = new KafkaStreams(createTopology(settings), createProperties(settings));
    streams.start();
    return new MeasuredRun.Job() {
      @Override
      public void requireRunning() {
        if (!streams.state().isRunningOrRebalancing()
            && streams.state() != KafkaStreams.State.CREATED) {
          throw new IllegalStateException("Kafka Streams is " + streams.state());
        }
      }

      @Override
      public void stop(Properties figures) {
        // Commits, and writes what the cache still holds.
        streams.close(Duration.ofSeconds(30));
        streams.cleanUp();
      }
    };
  }

  private static Properties createProperties(JobSettings settings) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.get(JobSettings.GROUP));
    properties.put(
        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get(JobSettings.BOOTSTRAP_SERVERS));
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.folder().resolve("state").toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 10_000);
    // Room for the records of one commit: aggregates go to their changelog once in it.
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 256L << 20);
    properties.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
    properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    properties.put(StreamsConfig.consumerPrefix("max.poll.records"), 5_000);
    properties.put(
        StreamsConfig.mainConsumerPrefix("interceptor.classes"), FetchClock.class.getName());
    properties.put(StreamsConfig.producerPrefix("batch.size"), 1 << 18);
    properties.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
    return properties;
  }

  private static Topology createTopology(JobSettings settings) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(SEEN), Serdes.String(), Serdes.Long()));
    TimestampExtractor eventTime = (record, ignored) -> ((PeerCall) record.value()).time();
    long end = settings.number(JobSettings.INPUT_END);
    AtomicLong counted = RunProgress.counter();
    builder.stream(
            settings.get(JobSettings.TOPIC),
            Consumed.with(Serdes.String(), CALLS).withTimestampExtractor(eventTime))
        .filter((key, call) -> call.isCounted() && call.time() < end)
        .selectKey((key, call) -> call.id())
        .repartition(Repartitioned.with(Serdes.String(), CALLS).withName("by-id"))
        .processValues(() -> new FirstOfId(SEEN, HORIZON), SEEN)
        .groupBy(
            (id, call) -> call.dimensions(), Grouped.with("by-dimensions", Serdes.String(), CALLS))
        .windowedBy(TimeWindows.ofSizeAndGrace(HOUR, HORIZON))
        .aggregate(
            PeerHour::new,
            (dimensions, call, hour) -> {
              counted.incrementAndGet();
              return hour.add(call);
            },
            Materialized.<String, PeerHour>as(
                    Stores.inMemoryWindowStore("hours", HOUR.plus(HORIZON), HOUR, false))
                .withKeySerde(Serdes.String())
                .withValueSerde(HOURS)
                .withCachingEnabled())
        .toStream()
        .foreach(
            (window, hour) -> {
              long start = window.window().start();
              RunProgress.answer(start + window.key(), hour.line(start, window.key()));
            });
    Properties optimized = new Properties();
    optimized.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
    return builder.build(optimized);
  }

  private static <T> Serde<T> createSerde(Class<T> type) {
    return Serdes.serdeFrom(
        (topic, value) -> {
          try {
            return value == null ? null : PeerCall.JSON.writeValueAsBytes(value);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        (topic, bytes) -> {
          try {
            return bytes == null ? null : PeerCall.JSON.readValue(bytes, type);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
