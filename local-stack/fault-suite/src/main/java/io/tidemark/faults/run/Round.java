/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.run;

import io.tidemark.faults.load.Load;
import io.tidemark.faults.load.Sent;
import io.tidemark.faults.load.Shape;
import io.tidemark.faults.load.Stream;
import io.tidemark.faults.oracle.Comparison;
import io.tidemark.faults.oracle.Expected;
import io.tidemark.faults.oracle.Family;
import io.tidemark.faults.oracle.Oracle;
import io.tidemark.faults.stack.DeadLetterTopic;
import io.tidemark.faults.stack.FaultStack;
import io.tidemark.faults.stack.IntakeTopic;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.Await;
import io.tidemark.testkit.elasticsearch.FaultProxy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One fault once: load, fault, drain, comparison. */
public final class Round {

  private static final Duration READ_LIMIT = Duration.ofMinutes(4);

  /** The last restart and its corrections take seconds; the rest is for a machine that is busy. */
  private static final Duration PUBLISH_LIMIT = Duration.ofMinutes(4);

  /** The running job may still publish hours that ended within this time. */
  private static final Duration OPEN = Duration.ofMinutes(15);

  private final FaultStack stack;
  private final Fault fault;
  private final long seed;
  private final RoundNames names;
  private final boolean quick;
  private long intakeStart;

  /**
   * Prepares a round.
   *
   * @param number of the round on this stack
   * @param quick whether outages are as short as they can be
   */
  public Round(FaultStack stack, Fault fault, long seed, int number, boolean quick) {
    this.stack = stack;
    this.fault = fault;
    this.seed = seed;
    names = new RoundNames(number);
    this.quick = quick;
  }

  /**
   * Plays it.
   *
   * @throws StackException when it cannot be brought to its end
   */
  public RoundResult playRound() {
    Shape shape = fault.shape();
    for (Stream stream : Stream.values()) {
      stack.createTopic(names.topic(stream), shape.partitions() + shape.silentPartitions());
    }
    stack.createTopic(names.deadLetters(), 1);
    stack.documents().deleteAll();
    Load load = new Load(shape, seed, Instant.now());
    if (shape.intake()) {
      intakeStart = IntakeTopic.prepareTopic(stack, load.firstCall().payload());
    }
    RunningJob job = new RunningJob(stack, listArguments(), shape);
    job.startJob(Optional.empty());
    try (LoadDriver driver = new LoadDriver(stack.bootstrapServers(), load, shape, names)) {
      driver.startSending();
      awaitPrimed(driver);
      FaultContext context =
          new FaultContext(
              stack, job, driver, names, new Random(seed ^ fault.name().hashCode()), quick);
      return playRound(context, Instant.ofEpochMilli(load.end()));
    } finally {
      stack.proxy().playAlways(FaultProxy.NONE);
      job.cancelJob();
    }
  }

  private RoundResult playRound(FaultContext context, Instant end) {
    try {
      fault.script().playFault(context);
      List<Sent> sent = new ArrayList<>(context.load().finishSending());
      context
          .intakeLoad()
          .ifPresent(
              intake -> sent.addAll(intake.finishSending(stack.bootstrapServers(), intakeStart)));
      return drainJob(context, sent, end);
    } finally {
      context.intakeLoad().ifPresent(IntakeLoad::close);
      context.watchedUsage().ifPresent(WatchedUsage::close);
      context.erasedUsage().ifPresent(ErasedUsage::close);
    }
  }

  private List<String> listArguments() {
    List<String> arguments = new ArrayList<>(names.jobArguments(fault.shape().intake()));
    arguments.addAll(List.of("--pipelines", "model-calls,comfyui"));
    arguments.addAll(List.of("--kafka.bootstrap-servers", stack.bootstrapServers()));
    arguments.addAll(List.of("--elasticsearch.hosts", stack.proxy().address()));
    arguments.addAll(List.of("--provisional-every", "5s", "--idle-after", "5s"));
    arguments.addAll(List.of("--corrections-every", "5s"));
    return arguments;
  }

  /** From its first checkpoint on, the job knows how far event time is, whatever happens. */
  private void awaitPrimed(LoadDriver driver) {
    long first = driver.sent() + (fault.shape().intake() ? sumEnds(IntakeTopic.NAME, 1) : 0);
    if (!Await.until(() -> stack.offsets().readLag(names.group()) >= first, READ_LIMIT)) {
      throw new StackException("the job reads nothing");
    }
    driver.allowRejected();
  }

  private RoundResult drainJob(FaultContext context, List<Sent> sent, Instant end) {
    awaitAllRead(context);
    List<Sent> reachable = sent.stream().filter(context.gone().negate()).toList();
    Expected expected = Oracle.computeExpected(reachable, end);
    context.exceptions().forEach(exception -> exception.accept(expected));
    Comparison comparison = awaitEqual(context, expected, end);
    List<String> differences = new ArrayList<>();
    if (context.erasedUsage().isPresent()) {
      // All events once more, from their topics: none of them may bring the person back.
      rebuildHours(context, end);
      differences.addAll(context.erasedUsage().get().awaitErasures());
      comparison = awaitEqual(context, expected, end);
    }
    WatchedUsage.Outcome messages =
        context
            .watchedUsage()
            .map(watched -> watched.awaitMessages(expected))
            .orElse(WatchedUsage.Outcome.NONE);
    if (messages.expected() > 0) {
      context.addNote(
          "%d messages, of which %d came again with the same id"
              .formatted(messages.expected(), messages.repeated()));
    }
    long kept = differences.size();
    differences.addAll(comparison.differences());
    differences.addAll(messages.differences());
    return new RoundResult(
        fault.name(),
        sent.size(),
        comparison.documents(),
        comparison.lost() + messages.missing(),
        comparison.doubled() + messages.doubled(),
        comparison.wrong() + kept,
        context.recoveries(),
        context.notes(),
        differences);
  }

  /** Compares the documents until they are as expected, or time is up. */
  private Comparison awaitEqual(FaultContext context, Expected expected, Instant end) {
    Await.untilCostly(
        () -> compareDocuments(expected, new Comparison(end, context.isStrict())).isEqual(),
        PUBLISH_LIMIT);
    return compareDocuments(expected, new Comparison(end, context.isStrict()));
  }

  /** Recomputes the hours of all events from their topics, in place of the job. */
  private void rebuildHours(FaultContext context, Instant end) {
    context.job().cancelJob();
    RunningJob rebuild = new RunningJob(stack, listArguments(), fault.shape());
    rebuild.addArgument("--rebuild.from", end.minus(fault.shape().span()).toString());
    Instant closed = Instant.now().minus(OPEN).truncatedTo(ChronoUnit.HOURS);
    rebuild.addArgument("--rebuild.to", (closed.isBefore(end) ? closed : end).toString());
    rebuild.submitJob(Optional.empty());
    rebuild.awaitState("FINISHED");
  }

  private void awaitAllRead(FaultContext context) {
    long end = 0;
    for (Stream stream : Stream.values()) {
      end += sumEnds(names.topic(stream), fault.shape().partitions());
    }
    end += fault.shape().intake() ? sumEnds(IntakeTopic.NAME, 1) : 0;
    long all = end;
    if (!Await.until(() -> stack.offsets().readLag(names.group()) >= all, READ_LIMIT)) {
      throw new StackException(
          "the job has read %d of %d records: %s"
              .formatted(
                  stack.offsets().readLag(names.group()),
                  all,
                  stack.jobs().failures(context.job().id())));
    }
  }

  private long sumEnds(String topic, int partitions) {
    return stack.offsets().readEnds(topic, partitions).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private Comparison compareDocuments(Expected expected, Comparison comparison) {
    try {
      for (Family family : Family.values()) {
        comparison.compareFamily(family, expected, stack.documents().readFamily(family));
      }
      comparison.compareTopic(
          expected, DeadLetterTopic.readAll(stack.bootstrapServers(), names.deadLetters()));
    } catch (IOException notNow) {
      comparison.noteUnreadable(String.valueOf(notNow.getMessage()));
    }
    return comparison;
  }
}
