/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.stack;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.StackException;
import io.tidemark.stack.elasticsearch.ElasticsearchProcess;
import io.tidemark.stack.flink.FlinkClient;
import io.tidemark.stack.flink.FlinkCluster;
import io.tidemark.stack.flink.TaskManagerMemory;
import io.tidemark.stack.kafka.KafkaProcess;
import io.tidemark.stack.kafka.Topics;
import io.tidemark.stack.lifecycle.Templates;
import io.tidemark.stack.process.FreePorts;
import io.tidemark.stack.process.Lifetime;
import io.tidemark.stack.process.ServerOptions;
import io.tidemark.stack.process.ServerProcess;
import io.tidemark.stack.process.StateFolder;
import io.tidemark.testkit.elasticsearch.FaultProxy;
import io.tidemark.testkit.flink.FlinkRest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stack of its own, on free ports and with folders of its own, whose processes can be killed,
 * stopped for a while, and started again. All of them end with this JVM.
 */
public final class FaultStack implements AutoCloseable {

  /** Generations of the serial collector, in what jcmd says of the heap. */
  private static final Pattern USED = Pattern.compile("generation\\s+total \\d+K, used (\\d+)K");

  private final Checkout checkout = Checkout.current();
  private final StateFolder state;
  private final ServerOptions elasticsearchOptions;
  private final ServerOptions kafkaOptions;
  private final FlinkCluster.FlinkOptions flinkOptions;
  private final List<ServerProcess> taskManagers = new ArrayList<>();
  private ElasticsearchProcess elasticsearch;
  private KafkaProcess kafka;
  private FlinkCluster flink;
  private FlinkRest jobs;
  private FaultProxy proxy;
  private Offsets offsets;

  /**
   * Prepares a stack.
   *
   * @param home where it keeps data and logs
   */
  public FaultStack(Path home) {
    state = new StateFolder(home);
    elasticsearchOptions = createOptions("512m");
    kafkaOptions = createOptions("320m");
    flinkOptions =
        new FlinkCluster.FlinkOptions(
            0,
            "384m",
            TaskManagerMemory.ofHeap("640m"),
            Lifetime.WITH_PARENT,
            // FlinkRest uploads the job.
            Map.of("web.submit.enable", "true"));
  }

  private static ServerOptions createOptions(String heap) {
    return new ServerOptions(FreePorts.findNext(), heap, Lifetime.WITH_PARENT);
  }

  /** Starts everything and waits until it is ready. */
  public void startAll() {
    elasticsearch = ElasticsearchProcess.launchProcess(checkout, state, elasticsearchOptions);
    kafka = KafkaProcess.launchProcess(checkout, state, kafkaOptions);
    launchFlink();
    elasticsearch.awaitReady();
    Templates.installTemplates(checkout, state, elasticsearch.uri());
    proxy = FaultProxy.before(elasticsearch.uri());
    kafka.awaitReady();
    offsets = new Offsets(kafka.bootstrapServers());
    flink.awaitReady();
  }

  /** Stops everything in good order and starts it again where it was. */
  public void restartAll() {
    taskManagers.forEach(ServerProcess::stop);
    taskManagers.clear();
    flink.jobManager().stop();
    kafka.close();
    elasticsearch.close();
    launchFlink();
    startElasticsearch();
    startKafka();
    flink.awaitReady();
  }

  private void launchFlink() {
    flink = FlinkCluster.launchProcesses(checkout, state, flinkOptions);
    taskManagers.add(flink.taskManager());
    jobs = new FlinkRest(flink.client().restUri());
  }

  /** The job's jar. */
  public Path jobJar() {
    return checkout.jobJar();
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Jobs of the JobManager that runs now. */
  public FlinkRest jobs() {
    return jobs;
  }

  /** The same as far as {@code bin/tidemark} asks for it. */
  public FlinkClient flink() {
    return flink.client();
  }

  /** Between the job and Elasticsearch. */
  public FaultProxy proxy() {
    return proxy;
  }

  public Offsets offsets() {
    return offsets;
  }

  /** Documents, read past the proxy. */
  public DocumentReader documents() {
    return new DocumentReader(elasticsearch.uri());
  }

  /** Creates a topic of a round. */
  public void createTopic(String name, int partitions) {
    try (Topics topics = new Topics(kafka.bootstrapServers())) {
      topics.create(name, partitions);
    }
  }

  /** An intake service that writes to the broker of this stack; not started. */
  public FaultIntake createIntake(boolean withSpool) {
    return new FaultIntake(
        checkout, state, createOptions("320m"), bootstrapServers(), elasticsearch.uri(), withSpool);
  }

  /** An instance of the search API over the Elasticsearch of this stack; not started. */
  public FaultApi createApi(String name) {
    return new FaultApi(
        checkout, new StateFolder(state.folder(name)), createOptions("224m"), elasticsearch.uri());
  }

  /** Where Flink keeps the checkpoints of a job. */
  public Path checkpoints(String job) {
    return state.folder("flink/checkpoints").resolve(job);
  }

  /** Where savepoints go. */
  public Path savepoints() {
    return state.folder("flink/savepoints");
  }

  /** The TaskManagers that run or are stopped for a while, oldest first. */
  public List<ServerProcess> taskManagers() {
    return List.copyOf(taskManagers);
  }

  /** Kills all TaskManagers at once. */
  public void killTaskManagers() {
    taskManagers.forEach(ServerProcess::killNow);
    taskManagers.clear();
  }

  /** Starts one more TaskManager, and does not wait for it. */
  public void startTaskManager() {
    flink =
        FlinkCluster.joinTaskManager(
            checkout, state, flinkOptions, flink.jobManager(), flink.client().restUri());
    taskManagers.add(flink.taskManager());
  }

  /** Ends a TaskManager that is no longer wanted. */
  public void stopTaskManager(ServerProcess taskManager) {
    taskManager.killNow();
    taskManagers.remove(taskManager);
  }

  /**
   * Kills the JobManager and starts another one, with a TaskManager of its own. The TaskManagers of
   * the old one continue until they notice.
   *
   * @return the TaskManagers of the old one, to be dismissed
   */
  public List<ServerProcess> replaceJobManager() {
    flink.jobManager().killNow();
    List<ServerProcess> orphans = List.copyOf(taskManagers);
    launchFlink();
    flink.awaitReady();
    return orphans;
  }

  public void killElasticsearch() {
    elasticsearch.process().killNow();
  }

  public void stopElasticsearch() {
    elasticsearch.close();
  }

  /** Starts Elasticsearch where it was, and waits until it is ready. */
  public void startElasticsearch() {
    elasticsearch = ElasticsearchProcess.launchProcess(checkout, state, elasticsearchOptions);
    elasticsearch.awaitReady();
  }

  public void killKafka() {
    kafka.process().killNow();
  }

  /** Starts the broker where it was, and waits until it is ready. */
  public void startKafka() {
    kafka = KafkaProcess.launchProcess(checkout, state, kafkaOptions);
    kafka.awaitReady();
  }

  /** Sends a signal to a process: {@code STOP} or {@code CONT}. */
  public static void sendSignal(ServerProcess process, String signal) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw new StackException("kill -" + signal + " " + process.pid() + " ended with " + exit);
      }
    } catch (IOException failure) {
      throw new StackException("cannot send signal " + signal, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted", interrupted);
    }
  }

  /**
   * Heap of the first TaskManager that holds live objects, bytes: after a full collection, for what
   * is merely not collected yet says nothing. 0 when the JDK's tools do not tell.
   */
  public long liveHeapBytes() {
    String pid = Long.toString(taskManagers.get(0).pid());
    runTool("GC.run", pid);
    Matcher used = USED.matcher(runTool("GC.heap_info", pid));
    long kilobytes = 0;
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    return kilobytes * 1024;
  }

  private static String runTool(String command, String pid) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process process =
          new ProcessBuilder(jcmd.toString(), pid, command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException missing) {
      return "";
    }
  }

  /** Open files of a process, as far as the operating system tells. */
  public static long openFiles(ServerProcess process) {
    Path descriptors = Path.of("/proc", Long.toString(process.pid()), "fd");
    try (java.util.stream.Stream<Path> all = Files.list(descriptors)) {
      return all.count();
    } catch (IOException unknown) {
      return 0;
    }
  }

  /** Where the logs are. */
  public Path logs() {
    return state.logs();
  }

  @Override
  public void close() {
    if (proxy != null) {
      proxy.close();
    }
    if (offsets != null) {
      offsets.close();
    }
    killTaskManagers();
    if (flink != null) {
      flink.jobManager().killNow();
    }
    if (kafka != null) {
      kafka.process().killNow();
    }
    if (elasticsearch != null) {
      elasticsearch.process().killNow();
    }
  }
}
