/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.measuring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionJobVertex;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs one job in a Flink cluster inside this process, first over a small topic so that the
 * compiler has seen it, then over the topic that counts, and writes figures and answers to files.
 */
public final class MeasuredJob {

  /** Figures of the run, as properties. */
  public static final String FIGURES = "figures.properties";

  /** Final hourly figures, one a line. */
  public static final String ANSWERS = "answers";

  static final int PARALLELISM = 2;
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  private final JobSettings settings;
  private final Topology topology;

  private MeasuredJob(JobSettings settings, Topology topology) {
    this.settings = settings;
    this.topology = topology;
  }

  /** Builds a job whose sinks tell {@link RunProgress}. */
  public interface Topology {
    /** The environment, with sources and sinks in it. */
    StreamExecutionEnvironment define(JobSettings settings, Configuration configuration)
        throws Exception;
  }

  /** Runs and measures; the process may end after it. */
  public static void run(String[] arguments, Topology topology) throws Exception {
    new MeasuredJob(JobSettings.of(arguments), topology).run();
  }

  private void run() throws Exception {
    Configuration configuration = configuration();
    MiniCluster cluster = new MiniCluster(cluster(configuration));
    cluster.start();
    try {
      once(
          cluster,
          configuration,
          settings
              .with(JobSettings.TOPIC, settings.get(JobSettings.WARM_UP_TOPIC))
              .with(JobSettings.CALLS, settings.get(JobSettings.WARM_UP_CALLS)));
      Properties figures = once(cluster, configuration, settings);
      write(figures);
    } finally {
      cluster.close();
    }
  }

  private Properties once(MiniCluster cluster, Configuration configuration, JobSettings input)
      throws Exception {
    RunProgress.reset();
    System.gc();
    Stopwatch.reset();
    Map<Long, Long> threads = ThreadTimes.now();
    Map<String, Long> nativeThreads = NativeThreads.now();
    StreamExecutionEnvironment environment =
        topology.define(input.withGroupOfItsOwn(), configuration);
    JobID job = cluster.submitJob(environment.getStreamGraph().getJobGraph()).get().getJobID();
    await(cluster, job, input.number(JobSettings.CALLS));
    Stopwatch.Moment elapsed = Stopwatch.elapsed();
    Properties figures = new Properties();
    figures.setProperty("wall-nanos", Long.toString(elapsed.wall()));
    figures.setProperty("processor-nanos", Long.toString(elapsed.processor()));
    figures.setProperty("collector-millis", Long.toString(elapsed.collector()));
    figures.setProperty("peak-heap-bytes", Long.toString(Stopwatch.peakHeap()));
    ThreadTimes.since(threads)
        .forEach((name, nanos) -> figures.setProperty("thread." + name, Long.toString(nanos)));
    NativeThreads.since(nativeThreads)
        .forEach((name, nanos) -> figures.setProperty("thread." + name, Long.toString(nanos)));
    cluster.cancelJob(job).get();
    while (!cluster.getJobStatus(job).get().isGloballyTerminalState()) {
      Thread.sleep(LOOK_EVERY.toMillis());
    }
    AccessExecutionGraph graph = cluster.getExecutionGraph(job).get();
    recordsIn(graph)
        .forEach((name, records) -> figures.setProperty("records-in." + name, records.toString()));
    figures.setProperty(
        "checkpoints",
        Long.toString(
            graph.getCheckpointStatsSnapshot().getCounts().getNumberOfCompletedCheckpoints()));
    return figures;
  }

  private static void await(MiniCluster cluster, JobID job, long calls) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    int looks = 0;
    while (RunProgress.calls() < calls) {
      Thread.sleep(LOOK_EVERY.toMillis());
      boolean failed = ++looks % 200 == 0 && cluster.getJobStatus(job).get().isTerminalState();
      if (failed) {
        cluster
            .requestJobResult(job)
            .get()
            .toJobExecutionResult(MeasuredJob.class.getClassLoader());
      }
      if (failed || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "The job is done with " + RunProgress.calls() + " calls of " + calls);
      }
    }
  }

  /** Records that each vertex got over the network, by the vertex's name. */
  private static Map<String, Long> recordsIn(AccessExecutionGraph graph) {
    Map<String, Long> records = new TreeMap<>();
    for (AccessExecutionJobVertex vertex : graph.getVerticesTopologically()) {
      long sum = 0;
      for (AccessExecutionVertex task : vertex.getTaskVertices()) {
        sum += task.getCurrentExecutionAttempt().getIOMetrics().getNumRecordsIn();
      }
      records.put(vertex.getName(), sum);
    }
    return records;
  }

  private Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, PARALLELISM);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    configuration.set(StateBackendOptions.STATE_BACKEND, settings.get(JobSettings.STATE_BACKEND));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        settings.folder().resolve("checkpoints").toUri().toString());
    long seconds = settings.number(JobSettings.CHECKPOINTS);
    if (seconds > 0) {
      configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(seconds));
    }
    return configuration;
  }

  private static MiniClusterConfiguration cluster(Configuration job) {
    Configuration cluster = new Configuration(job);
    cluster.set(RestOptions.BIND_PORT, "0");
    cluster.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(cluster)
        .setNumTaskManagers(1)
        .setNumSlotsPerTaskManager(PARALLELISM)
        .build();
  }

  private void write(Properties figures) throws IOException {
    Path folder = settings.folder();
    Files.write(folder.resolve(ANSWERS), RunProgress.answers(), UTF_8);
    try (Writer file = Files.newBufferedWriter(folder.resolve(FIGURES), UTF_8)) {
      figures.store(file, null);
    }
  }
}
