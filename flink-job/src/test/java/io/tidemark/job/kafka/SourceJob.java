/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.intake.Incoming;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job of a source and {@link Seen} behind it, on a cluster inside this JVM. */
final class SourceJob implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(40);

  /** What is waited for. */
  @FunctionalInterface
  interface Condition {
    boolean isMet(Seen seen) throws Exception;
  }

  private final JobClient client;
  private final Seen seen;

  private SourceJob(JobClient client, Seen seen) {
    this.client = client;
    this.seen = seen;
  }

  /**
   * Starts one.
   *
   * @param name whose {@link Seen} it fills
   * @param savepoint where it goes on from; null for none
   */
  static SourceJob start(
      String name, KafkaSourceOptions options, int parallelism, String savepoint, String... topics)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 2);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(20));
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
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
    return new SourceJob(env.executeAsync(name), Seen.of(name));
  }

  Seen seen() {
    return seen;
  }

  /** Waits for the job to see something; fails at once when the job does. */
  void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.isMet(seen)) {
      JobStatus status = client.getJobStatus().get(10, TimeUnit.SECONDS);
      assertThat(status.isGloballyTerminalState()).as("job is %s: %s", status, what).isFalse();
      assertThat(System.nanoTime()).as("%s; seen: %s", what, describe()).isLessThan(deadline);
      Thread.sleep(10);
    }
  }

  /** Waits for the job to fail, and tells why. */
  Throwable awaitFailure() throws Exception {
    try {
      client.getJobExecutionResult().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return e;
    }
    throw new AssertionError("the job ended well");
  }

  /** Stops the job; returns where its state is. */
  String stop(Path savepoints) throws Exception {
    return client
        .stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    try {
      if (!client.getJobStatus().get(10, TimeUnit.SECONDS).isGloballyTerminalState()) {
        client.cancel().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (ExecutionException | IllegalStateException expected) {
      // The cluster of a job that ended is gone.
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("the job does not end", e);
    }
  }

  private String describe() {
    return "%d events, %d heartbeats, %d watermarks up to %d"
        .formatted(
            seen.events(),
            seen.count(Incoming.Kind.HEARTBEAT),
            seen.watermarks.size(),
            seen.watermark());
  }
}
