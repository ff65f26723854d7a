/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.flink;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.process.ConfigFile;
import io.tidemark.stack.process.FreePorts;
import io.tidemark.stack.process.JavaCommand;
import io.tidemark.stack.process.JvmOptions;
import io.tidemark.stack.process.Lifetime;
import io.tidemark.stack.process.ServerProcess;
import io.tidemark.stack.process.StateFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Flink session cluster: JobManager and one TaskManager, each in a process of its own.
 * Checkpoints, savepoints and the configuration stay in {@code <state>/flink}.
 */
public final class FlinkCluster implements AutoCloseable {

  /** Name of the JobManager's process. */
  public static final String JOB_MANAGER = "jobmanager";

  /** Name of the TaskManager's process. */
  public static final String TASK_MANAGER = "taskmanager";

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final String JOB_MANAGER_MAIN =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER_MAIN =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  /**
   * A process that does not open its port within 10 s ends itself, as on a busy machine. What Flink
   * sets for it, ten times {@code pekko.ask.timeout}, has a name that its Pekko does not know.
   */
  private static final String MAY_START_SLOWLY = "-Dpekko.remote.classic.startup-timeout=60s";

  private final Checkout checkout;
  private final StateFolder state;
  private final FlinkOptions options;
  private final ServerProcess jobManager;
  private final FlinkClient client;
  private ServerProcess taskManager;

  private FlinkCluster(
      Checkout checkout,
      StateFolder state,
      FlinkOptions options,
      ServerProcess jobManager,
      URI rest) {
    this.checkout = checkout;
    this.state = state;
    this.options = options;
    this.jobManager = jobManager;
    this.client = new FlinkClient(checkout, state, rest);
    this.taskManager = startServer(checkout, state, TASK_MANAGER, options);
  }

  /** For tests: on free ports, ready when this returns, ended with this JVM at the latest. */
  public static FlinkCluster start(Path state) {
    FlinkCluster cluster =
        launchProcesses(Checkout.current(), new StateFolder(state), FlinkOptions.forTests());
    cluster.awaitReady();
    return cluster;
  }

  /** Starts both processes and waits for neither. */
  public static FlinkCluster launchProcesses(
      Checkout checkout, StateFolder state, FlinkOptions options) {
    int port = options.restPort() == 0 ? FreePorts.findNext() : options.restPort();
    Map<String, String> added = new HashMap<>(options.taskManagerMemory().settings());
    added.put("rest.port", Integer.toString(port));
    added.put("rest.bind-port", Integer.toString(port));
    added.put("web.access-control-allow-origin", "http://localhost:" + port);
    // Jobs are submitted by Flink's client, which does not need it.
    added.put("web.submit.enable", "false");
    added.put("jobmanager.rpc.port", Integer.toString(FreePorts.findNext()));
    added.put(
        "execution.checkpointing.dir",
        FlinkFolders.formatAddress(FlinkFolders.locateCheckpoints(state)));
    added.put(
        "execution.checkpointing.savepoint-dir",
        FlinkFolders.formatAddress(FlinkFolders.locateSavepoints(state)));
    added.put("io.tmp.dirs", state.folder("flink/tmp").toString());
    added.put("web.tmpdir", state.folder("flink/tmp").toString());
    added.putAll(options.settings());
    ConfigFile.write(
        FlinkFolders.locateConfig(state).resolve("config.yaml"),
        checkout.config("flink-cluster/conf/config.yaml"),
        ": ",
        added);
    ServerProcess jobManager = startServer(checkout, state, JOB_MANAGER, options);
    URI rest = URI.create("http://127.0.0.1:" + port);
    return new FlinkCluster(checkout, state, options, jobManager, rest);
  }

  /** Starts a TaskManager for a JobManager that runs already. Does not wait for it. */
  public static FlinkCluster joinTaskManager(
      Checkout checkout,
      StateFolder state,
      FlinkOptions options,
      ServerProcess jobManager,
      URI rest) {
    return new FlinkCluster(checkout, state, options, jobManager, rest);
  }

  private static ServerProcess startServer(
      Checkout checkout, StateFolder state, String name, FlinkOptions options) {
    boolean isJobManager = name.equals(JOB_MANAGER);
    String heap =
        isJobManager ? options.jobManagerHeap() : options.taskManagerMemory().heapOption();
    JvmOptions jvm =
        FlinkJvm.openPackages(JvmOptions.server(checkout, state, name, heap))
            .with("-Dlog.file=" + state.logs().resolve(name + ".log"))
            .with(MAY_START_SLOWLY);
    if (!isJobManager) {
      jvm.with("-XX:MaxDirectMemorySize=" + options.taskManagerMemory().directOption());
    }
    JavaCommand command =
        JavaCommand.mainClass(
            name,
            jvm.list(),
            checkout.classPath("flink-cluster"),
            isJobManager ? JOB_MANAGER_MAIN : TASK_MANAGER_MAIN,
            List.of("--configDir", FlinkFolders.locateConfig(state).toString()));
    return ServerProcess.start(command, state, options.lifetime());
  }

  /** Waits until the JobManager answers and the TaskManager has offered its slots. */
  public void awaitReady() {
    awaitJobManager();
    awaitTaskManager();
  }

  /** Waits until the JobManager answers. */
  public void awaitJobManager() {
    jobManager.awaitReady(() -> client.taskManagers() >= 0, START_LIMIT);
  }

  /** Waits until one TaskManager has offered its slots. */
  public void awaitTaskManager() {
    taskManager.awaitReady(() -> client.freeSlots() > 0, START_LIMIT);
  }

  /** Starts a TaskManager in place of one that was killed. Does not wait for it. */
  public void replaceTaskManager() {
    taskManager.killNow();
    taskManager = startServer(checkout, state, TASK_MANAGER, options);
  }

  /** Submits, watches and stops jobs. */
  public FlinkClient client() {
    return client;
  }

  public ServerProcess jobManager() {
    return jobManager;
  }

  public ServerProcess taskManager() {
    return taskManager;
  }

  /** Stops both processes; jobs that still run keep their last checkpoint. */
  @Override
  public void close() {
    taskManager.stop();
    jobManager.stop();
  }

  /**
   * The options that may differ between two starts.
   *
   * @param restPort of the JobManager's page and REST interface; 0 takes a free one
   * @param jobManagerHeap as in {@code -Xmx}
   * @param taskManagerMemory heap and the rest of the TaskManager
   * @param lifetime who ends the processes
   * @param settings Flink options on top of {@code flink-cluster/conf/config.yaml}
   */
  public record FlinkOptions(
      int restPort,
      String jobManagerHeap,
      TaskManagerMemory taskManagerMemory,
      Lifetime lifetime,
      Map<String, String> settings) {

    /** A free port, small heaps, and no life beyond this JVM. */
    public static FlinkOptions forTests() {
      return new FlinkOptions(
          0, "320m", TaskManagerMemory.ofHeap("640m"), Lifetime.WITH_PARENT, Map.of());
    }
  }
}
