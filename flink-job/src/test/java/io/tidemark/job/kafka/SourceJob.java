/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.admission.SourceEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job of a source and {@link Seen} after it, on a cluster inside this JVM. */
final class SourceJob implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final int SLOTS = 4;

  private final MiniCluster cluster;
  private final JobID id;
  private final Seen seen;
  private final String name;

  private SourceJob(MiniCluster cluster, JobID id, String name, Seen seen) {
    this.cluster = cluster;
    this.id = id;
    this.name = name;
    this.seen = seen;
  }

  /** A cluster for one job at a time. */
  static MiniCluster cluster() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .withRandomPorts()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
    cluster.start();
    return cluster;
  }

  /**
   * Starts one.
   *
   * @param name whose {@link Seen} it fills
   * @param savepoint where it continues from; null for none
   */
  static SourceJob start(
      MiniCluster cluster,
      String name,
      KafkaSourceOptions options,
      int parallelism,
      String savepoint,
      String... topics)
      throws Exception {
    JobGraph graph = graph(name, options, parallelism, topics);
    if (savepoint != null) {
      graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
    }
    cluster.submitJob(graph).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    return new SourceJob(cluster, graph.getJobID(), name, Seen.of(name));
  }

  private static JobGraph graph(
      String name, KafkaSourceOptions options, int parallelism, String... topics) {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 2);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(20));
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    List<TopicFormat<Reading>> formats =
        Arrays.stream(topics)
            .map(topic -> new TopicFormat<Reading>(topic, Reading.Format::new))
            .toList();
    UsageSource<Reading> source =
        new UsageSource<>(name, options, formats, reading -> reading.time, Clock.systemUTC());
    env.fromSource(source, source.watermarks(), "source")
        .uid("source")
        .process(new Seen.Notes(name))
        .returns(Types.LONG)
        .uid("notes")
        .rebalance()
        .transform("follow", Types.LONG, new Seen.Follow(name))
        .setParallelism(1)
        .uid("follow");
    return env.getStreamGraph().getJobGraph();
  }

  Seen seen() {
    return seen;
  }

  /** The condition that ends the wait. */
  @FunctionalInterface
  interface Condition {
    boolean isMet(Seen seen) throws Exception;
  }

  /** Waits for the job to see something; fails at once when the job does. */
  void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.isMet(seen)) {
      JobStatus status = cluster.getJobStatus(id).get(10, TimeUnit.SECONDS);
      assertThat(status.isGloballyTerminalState()).as("job is %s: %s", status, what).isFalse();
      assertThat(System.nanoTime()).as("%s; seen: %s", what, describe()).isLessThan(deadline);
      Thread.sleep(10);
    }
  }

  /** Waits for the job to fail, and tells why. */
  Throwable awaitFailure() throws Exception {
    JobResult result = cluster.requestJobResult(id).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    return result
        .getSerializedThrowable()
        .orElseThrow(() -> new AssertionError("the job ended well"))
        .deserializeError(SourceJob.class.getClassLoader());
  }

  /** Stops the job; returns where its state is. */
  String stop(Path savepoints) throws Exception {
    return cluster
        .stopWithSavepoint(id, savepoints.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    try {
      if (!cluster.getJobStatus(id).get(10, TimeUnit.SECONDS).isGloballyTerminalState()) {
        cluster.cancelJob(id).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
      cluster.requestJobResult(id).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      awaitEndOfThreads();
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError("the job does not end", e);
    }
  }

  private void awaitEndOfThreads() throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("kafka-heartbeats-" + name + "-"))) {
      assertThat(System.nanoTime()).as("a reader's thread lives on").isLessThan(deadline);
      Thread.sleep(10);
    }
  }

  private String describe() {
    return "%d events, %d heartbeats, %d watermarks up to %d"
        .formatted(
            seen.events(),
            seen.count(SourceEvent.Kind.HEARTBEAT),
            seen.watermarks.size(),
            seen.watermark());
  }
}
