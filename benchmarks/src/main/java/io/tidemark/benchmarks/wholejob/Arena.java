/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.answers.ExpectedHours;
import io.tidemark.benchmarks.answers.SameAnswers;
import io.tidemark.benchmarks.files.DataFolder;
import io.tidemark.benchmarks.input.InputKind;
import io.tidemark.benchmarks.input.InputSize;
import io.tidemark.benchmarks.input.InputTopic;
import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.measuring.MeasuredRun;
import io.tidemark.benchmarks.report.Progress;
import io.tidemark.stack.kafka.KafkaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A broker with the input in it, in which jobs run one after the other. */
public final class Arena implements AutoCloseable {

  /** For runs with more documents than are worth keeping. */
  static final String COUNTED = "their number and the calls in them compared";

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
    Progress.say("Topics are filled");
  }

  /** Empties the work folder, starts a broker and fills the topics with model calls. */
  static Arena open(Scale scale, Path work) throws IOException {
    return open(InputKind.CALLS, scale, work);
  }

  /** Empties the work folder, starts a broker and fills the topics. */
  static Arena open(InputKind kind, Scale scale, Path work) throws IOException {
    new DataFolder(work).delete();
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

  /** Records in the topic of a side. */
  long records(Side side) {
    return side.little() ? warmUp.records() : topic.records();
  }

  /** Hourly figures that must come out. */
  int expectedLines() {
    return topic.expected().size();
  }

  /** Hours and minutes of the input end here. */
  long inputEnd(InputTopic topic) {
    return InputSize.START + Duration.ofHours(topic.size().hours()).toMillis();
  }

  /** The expected results for the calls in the topic. */
  ExpectedHours expectedHours() {
    return (ExpectedHours) topic.expected();
  }

  Scale scale() {
    return scale;
  }

  /**
   * Runs each side that many times, in turns, and compares all answers of each run. Sides over the
   * small topic run once.
   */
  JobRuns inTurns(List<Side> sides, int times) throws InterruptedException {
    JobRuns runs = new JobRuns();
    for (int turn = 1; turn <= times; turn++) {
      for (Side side : sides) {
        if (!runs.goesOn(side) || (side.little() && turn > 1)) {
          continue;
        }
        try {
          runs.add(side, run(side, work.resolve(side.folder() + "-" + turn)));
        } catch (IOException | RuntimeException e) {
          Progress.say(side.title() + " has failed: " + e.getMessage());
          runs.fail(side, e);
        }
      }
    }
    return runs;
  }

  /** One run over the arena's topics, with its answers compared. */
  JobRun run(Side side, Path folder) throws IOException, InterruptedException {
    InputTopic input = side.little() ? warmUp : topic;
    JobSettings settings =
        basics()
            .with(JobSettings.WARM_UP_TOPIC, warmUp.name())
            .with(JobSettings.WARM_UP_CALLS, doneAt(side.kind(), warmUp))
            .with(JobSettings.TOPIC, input.name())
            .with(JobSettings.CALLS, doneAt(side.kind(), input))
            .with(JobSettings.INPUT_END, inputEnd(input))
            .with(side.settings());
    JobRun run = JobProcess.run(side, settings, folder, heap());
    requireSameAnswers(side, settings, input, folder, run);
    Progress.say(
        String.format(
            Locale.ROOT,
            "%s: %.1f s, %.2f CPU µs/event",
            side.title(),
            run.wallSeconds(),
            run.processorSeconds() * 1e6 / input.records()));
    return run;
  }

  /** One run without the arena's topics: the process makes its calls itself. */
  JobRun fill(Side side, long madeCalls, Path folder) throws IOException, InterruptedException {
    JobSettings settings =
        basics()
            .with(JobSettings.TOPIC, topic.name())
            .with(JobSettings.CALLS, madeCalls)
            .with(JobSettings.MADE_CALLS, madeCalls)
            .with(JobSettings.ANSWERS, "none")
            .with(side.settings());
    return JobProcess.run(side, settings, folder, heap());
  }

  private JobSettings basics() {
    return new JobSettings(Map.of())
        .with(JobSettings.BOOTSTRAP_SERVERS, broker.bootstrapServers())
        .with(JobSettings.STATE_BACKEND, "hashmap")
        .with(JobSettings.CHECKPOINTS, 10)
        .with(JobSettings.ANSWERS, "all");
  }

  private List<String> heap() {
    return List.of("-Xms" + scale.heap(), "-Xmx" + scale.heap());
  }

  private static void requireSameAnswers(
      Side side, JobSettings settings, InputTopic topic, Path folder, JobRun run)
      throws IOException {
    if (!side.kind().answers()) {
      return;
    }
    if (settings.get(JobSettings.ANSWERS).equals("none")) {
      if (run.documents() != topic.expected().size()) {
        throw new IllegalStateException(
            run.documents() + " final documents instead of " + topic.expected().size());
      }
      return;
    }
    List<String> expected = topic.expected().lines();
    List<String> answers = Files.readAllLines(folder.resolve(MeasuredRun.ANSWERS), UTF_8);
    SameAnswers.require(side.title(), expected, answers.stream().map(side.kind()::read).toList());
  }

  /** A job that computes hours is done with the calls in them, another one with all records. */
  private static long doneAt(JobKind kind, InputTopic topic) {
    return kind.answers() ? topic.expected().counted() : topic.records();
  }

  /** One paragraph for the page. */
  String describe() {
    return describe("all of them compared");
  }

  /**
   * One paragraph for the page.
   *
   * @param compared how answers were
   */
  String describe(String compared) {
    return String.format(
        Locale.ROOT,
        "Input: %,d records of %d bytes over %d hours, seed %d; %s, %s in every run with those"
            + " that the generator summed up itself. Heap %s, parallelism 2, checkpoints every"
            + " 10 s, warmed up with %,d records; median of %d runs in turns.",
        topic.records(),
        topic.bytes() / topic.records(),
        scale.input().hours(),
        scale.input().seed(),
        kind.describe(topic.expected()),
        compared,
        scale.heap(),
        warmUp.records(),
        scale.runs());
  }

  /** Where runs leave what later ones need. */
  Path work() {
    return work;
  }

  @Override
  public void close() {
    broker.close();
  }
}
