/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.answers.SameAnswers;
import io.tidemark.benchmarks.input.CallTopic;
import io.tidemark.benchmarks.input.InputSize;
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
  private final CallTopic warmUp;
  private final CallTopic calls;
  private final Scale scale;
  private final Path work;

  private Arena(KafkaProcess broker, CallTopic warmUp, CallTopic calls, Scale scale, Path work) {
    this.broker = broker;
    this.warmUp = warmUp;
    this.calls = calls;
    this.scale = scale;
    this.work = work;
  }

  /** Empties the work folder, starts a broker and fills the topics. */
  static Arena open(Scale scale, Path work) throws IOException {
    delete(work);
    KafkaProcess broker = KafkaProcess.start(work.resolve("stack"));
    try {
      InputSize little = scale.input().withEvents(scale.warmUpEvents());
      return new Arena(
          broker,
          CallTopic.fill(broker.bootstrapServers(), "warm-up", little),
          CallTopic.fill(broker.bootstrapServers(), "calls", scale.input()),
          scale,
          work);
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /** Records in the topic. */
  long records() {
    return calls.records();
  }

  /** Hourly figures that must come out. */
  int expectedLines() {
    return calls.expected().lines().size();
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
            .with(JobSettings.TOPIC, calls.name())
            .with(JobSettings.CALLS, doneAt(kind, calls))
            .with(JobSettings.STATE_BACKEND, "hashmap")
            .with(JobSettings.CHECKPOINTS, 10);
    List<String> heap = List.of("-Xms" + scale.heap(), "-Xmx" + scale.heap());
    JobRun run = JobProcess.run(kind, settings, folder, heap);
    if (kind.answers()) {
      List<String> answers = run.answers().stream().map(kind::read).toList();
      SameAnswers.require(kind.title(), calls.expected().lines(), answers);
    }
    return run;
  }

  /** A job that computes hours is done with the calls in them, another one with all records. */
  private static long doneAt(JobKind kind, CallTopic topic) {
    return kind.answers() ? topic.expected().calls() : topic.records();
  }

  /** One paragraph for the page. */
  String describe() {
    return String.format(
        java.util.Locale.ROOT,
        "Input: %,d records of %d bytes over %d hours, seed %d; %,d calls counted into %,d hourly"
            + " figures, all of them compared in every run with those that the generator summed up"
            + " itself. Heap %s, parallelism 2, checkpoints every 10 s, warmed up with %,d records;"
            + " median of %d runs in turns.",
        calls.records(),
        calls.bytes() / calls.records(),
        scale.input().hours(),
        scale.input().seed(),
        calls.expected().calls(),
        expectedLines(),
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
