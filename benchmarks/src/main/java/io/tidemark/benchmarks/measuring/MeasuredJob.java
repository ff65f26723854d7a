/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.measuring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionJobVertex;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs jobs in a Flink cluster inside this process. */
public final class MeasuredJob implements MeasuredRun.Engine, AutoCloseable {

  static final int PARALLELISM = 2;
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  private final JobSettings settings;
  private final Topology topology;
  private final Configuration configuration;
  private final MiniCluster cluster;

  private MeasuredJob(JobSettings settings, Topology topology) {
    this.settings = settings;
    this.topology = topology;
    configuration = createConfiguration();
    cluster = new MiniCluster(configureCluster());
  }

  /** Builds a job whose sinks tell {@link RunProgress}. */
  public interface Topology {
    /** The environment, with sources and sinks in it. */
    StreamExecutionEnvironment define(JobSettings settings, Configuration configuration)
        throws Exception;
  }

  /** Runs and measures; the process may end after it. */
  public static void run(String[] arguments, Topology topology) throws Exception {
    JobSettings settings = JobSettings.of(arguments);
    try (MeasuredJob job = new MeasuredJob(settings, topology)) {
      job.cluster.start();
      MeasuredRun.take(settings, job);
    }
  }

  @Override
  public MeasuredRun.Job start(JobSettings input) throws Exception {
    JobGraph graph = topology.define(input, configuration).getStreamGraph().getJobGraph();
    if (input.has(JobSettings.RESTORE)) {
      graph.setSavepointRestoreSettings(
          SavepointRestoreSettings.forPath(input.get(JobSettings.RESTORE), true));
    }
    return new Running(cluster.submitJob(graph).get().getJobID(), input);
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }

  private final class Running implements MeasuredRun.Job {

    private final JobID id;
    private final JobSettings input;

    Running(JobID id, JobSettings input) {
      this.id = id;
      this.input = input;
    }

    @Override
    public void requireRunning() throws Exception {
      JobStatus status = cluster.getJobStatus(id).get();
      if (status.isTerminalState() && status != JobStatus.FINISHED) {
        // Says why.
        cluster.requestJobResult(id).get().toJobExecutionResult(getClass().getClassLoader());
        throw new IllegalStateException("The job has ended");
      }
    }

    @Override
    public void stop(Properties figures) throws Exception {
      if (input.has(JobSettings.SAVEPOINT)) {
        takeSavepoint(figures);
      }
      if (!cluster.getJobStatus(id).get().isTerminalState()) {
        cluster.cancelJob(id).get();
      }
      while (!cluster.getJobStatus(id).get().isGloballyTerminalState()) {
        Thread.sleep(LOOK_EVERY.toMillis());
      }
      AccessExecutionGraph graph = cluster.getExecutionGraph(id).get();
      recordsIn(graph)
          .forEach((name, count) -> figures.setProperty("records-in." + name, count.toString()));
      figures.setProperty(
          "checkpoints",
          Long.toString(
              graph.getCheckpointStatsSnapshot().getCounts().getNumberOfCompletedCheckpoints()));
    }

    private void takeSavepoint(Properties figures) throws Exception {
      figures.setProperty("heap-bytes", Long.toString(Stopwatch.heapAfterCollection()));
      long start = System.nanoTime();
      String folder = settings.folderAddress("savepoint");
      String path = cluster.triggerSavepoint(id, folder, false, SavepointFormatType.NATIVE).get();
      figures.setProperty("savepoint-nanos", Long.toString(System.nanoTime() - start));
      figures.setProperty("savepoint", path);
      try (Stream<Path> files = Files.walk(findFolder(path))) {
        long bytes = files.mapToLong(file -> file.toFile().length()).sum();
        figures.setProperty("savepoint-bytes", Long.toString(bytes));
      }
    }
  }

  /** The folder of an address of Flink, in which nothing is escaped. */
  static Path findFolder(String address) {
    return Path.of(new org.apache.flink.core.fs.Path(address).getPath());
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

  private Configuration createConfiguration() {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    configuration.set(StateBackendOptions.STATE_BACKEND, settings.get(JobSettings.STATE_BACKEND));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, settings.folderAddress("checkpoints"));
    long seconds = settings.number(JobSettings.CHECKPOINTS);
    if (seconds > 0) {
      configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(seconds));
    }
    return configuration;
  }

  private int parallelism() {
    return (int) settings.number(JobSettings.PARALLELISM, PARALLELISM);
  }

  private MiniClusterConfiguration configureCluster() {
    Configuration cluster = new Configuration(configuration);
    int taskManagers = (int) settings.number(JobSettings.TASK_MANAGERS, 1);
    cluster.set(RestOptions.BIND_PORT, "0");
    cluster.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(cluster)
        .setNumTaskManagers(taskManagers)
        .setNumSlotsPerTaskManager(parallelism() / taskManagers)
        .build();
  }
}
