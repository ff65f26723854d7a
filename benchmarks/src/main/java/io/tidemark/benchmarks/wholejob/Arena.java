/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.answers.SameAnswers;
import io.tidemark.benchmarks.input.InputKind;
import io.tidemark.benchmarks.input.InputSize;
import io.tidemark.benchmarks.input.InputTopic;
import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.stack.kafka.KafkaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A broker with the input in it, in which jobs run one after the other. */
final class Arena implements AutoCloseable {

  private final KafkaProcess broker;
  private final InputKind kind;
  private final InputTopic warmUp;
  private final InputTopic topic;
  private final Scale scale;
  private final Path work;

  private Arena(KafkaProcess broker, InputKind kind, Scale scale, Path work) {
    this.broker = broker;
    this.kind = kind;
    this.scale = scale;
    this.work = work;
    InputSize little = scale.input().withEvents(scale.warmUpEvents());
    warmUp = InputTopic.fill(broker.bootstrapServers(), "warm-up", kind, little);
    topic = InputTopic.fill(broker.bootstrapServers(), "events", kind, scale.input());
  }

  /** Empties the work folder, starts a broker and fills the topics. */
  static Arena open(InputKind kind, Scale scale, Path work) throws IOException {
    delete(work);
    KafkaProcess broker = KafkaProcess.start(work.resolve("stack"));
    try {
      return new Arena(broker, kind, scale, work);
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /** Records in the topic. */
  long records() {
    return topic.records();
  }

  /** Hourly figures that must come out. */
  int expectedLines() {
    return topic.expected().lines().size();
  }

  /** Runs each job so many times, in turns, and compares all answers of each run. */
  Map<JobKind, List<JobRun>> inTurns(List<JobKind> kinds, int times)
      throws IOException, InterruptedException {
    Map<JobKind, List<JobRun>> runs = new EnumMap<>(JobKind.class);
    for (int turn = 1; turn <= times; turn++) {
      for (JobKind kind : kinds) {
        JobRun run = run(kind, work.resolve(kind.name().toLowerCase(java.util.Locale.ROOT) + turn));
        runs.computeIfAbsent(kind, key -> new ArrayList<>()).add(run);
      }
    }
    return runs;
  }

  private JobRun run(JobKind kind, Path folder) throws IOException, InterruptedException {
    JobSettings settings =
        new JobSettings(Map.of())
            .with(JobSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers())
            .with(JobSettings.WARM_UP_TOPIC, warmUp.name())
            .with(JobSettings.WARM_UP_CALLS, doneAt(kind, warmUp))
            .with(JobSettings.TOPIC, topic.name())
            .with(JobSettings.CALLS, doneAt(kind, topic))
            .with(JobSettings.STATE_BACKEND, "hashmap")
            .with(JobSettings.CHECKPOINTS, 10);
    List<String> heap = List.of("-Xms" + scale.heap(), "-Xmx" + scale.heap());
    JobRun run = JobProcess.run(kind, settings, folder, heap);
    if (kind.answers()) {
      List<String> answers = run.answers().stream().map(kind::read).toList();
      SameAnswers.require(kind.title(), topic.expected().lines(), answers);
    }
    return run;
  }

  /** A job that computes hours is done with the calls in them, another one with all records. */
  private static long doneAt(JobKind kind, InputTopic topic) {
    return kind.answers() ? topic.expected().counted() : topic.records();
  }

  /** One paragraph for the page. */
  String describe() {
    return String.format(
        java.util.Locale.ROOT,
        "Input: %,d records of %d bytes over %d hours, seed %d; %s, all of them"
            + " compared in every run with those that the generator summed up itself. Heap %s, parallelism 2, checkpoints every 10 s, warmed up with %,d records;"
            + " median of %d runs in turns.",
        topic.records(),
        topic.bytes() / topic.records(),
        scale.input().hours(),
        scale.input().seed(),
        kind.describe(topic.expected()),
        scale.heap(),
        warmUp.records(),
        scale.runs());
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}
