/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.eventtime.BoundedClock;
import io.tidemark.job.eventtime.ClockFallback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps the event time of a reader's partitions going when nothing comes: for each that is silent
 * and proven to be read to its end it hands on a heartbeat. {@link ClockFallback} has the rule.
 *
 * <p>A timer and the answers of the broker only wake the task; all else happens on its thread.
 * While the task is held up by back pressure it is not polled, and nothing here happens.
 *
 * <p>A reader that was given no partition for a while says that it is idle, so that it holds up no
 * one. Not at once: at the start partitions are on their way, and the event time of readers that
 * have theirs already would run ahead.
 */
final class Heartbeats<E> implements AutoCloseable {

  /** When a reader acts of its own accord. */
  record Timing(
      Duration idleAfter, Duration tick, BoundedClock clock, ScheduledExecutorService timer) {}

  private final Timing timing;
  private final PartitionEnds ends;
  private final SourceMetrics metrics;
  private final Map<TopicPartition, UsageSplitState> partitions = new HashMap<>();
  private final Queue<PartitionEnds.Answer> answers = new ConcurrentLinkedQueue<>();
  private final SourceEvent<E> incoming = new SourceEvent<>();
  private final long begun;

  private Runnable wakeTask = () -> {};
  private volatile boolean due;

  /** Where it was said that the reader is idle; null while it is not. */
  private ReaderOutput<SourceEvent<E>> idleOutput;

  Heartbeats(
      Timing timing,
      SourceMetrics metrics,
      Function<Consumer<PartitionEnds.Answer>, PartitionEnds> ends) {
    this.timing = timing;
    this.metrics = metrics;
    this.ends = ends.apply(this::onAnswer);
    begun = timing.clock.millis();
  }

  /**
   * Begins.
   *
   * @param wake makes the task poll; called from other threads
   */
  void start(Runnable wake) {
    wakeTask = wake;
    long tick = timing.tick.toMillis();
    ScheduledFuture<?> unused =
        timing.timer.scheduleAtFixedRate(this::wake, tick, tick, TimeUnit.MILLISECONDS);
  }

  /** Takes a partition into care. */
  UsageSplitState watch(KafkaPartitionSplit split) {
    UsageSplitState state = new UsageSplitState(split, timing.idleAfter, timing.clock.millis());
    partitions.put(split.getTopicPartition(), state);
    if (idleOutput != null) {
      idleOutput.markActive();
      idleOutput = null;
    }
    return state;
  }

  /** Whether {@link #beat} has something to do; cheap, asked after each record. */
  boolean isDue() {
    return due;
  }

  /** Takes answers, forwards heartbeats, asks again. */
  void beat(ReaderOutput<SourceEvent<E>> output) {
    due = false;
    long now = timing.clock.millis();
    takeAnswers(now);
    List<TopicPartition> toAsk = new ArrayList<>();
    for (UsageSplitState state : partitions.values()) {
      switch (state.clockFallback().look(now, state.getCurrentOffset())) {
        case ASK_END -> toAsk.add(state.getTopicPartition());
        case PROBE_TAIL ->
            ends.probeTail(
                state.getTopicPartition(),
                state.getCurrentOffset(),
                state.clockFallback().knownEnd());
        case HEARTBEAT -> handOn(state, output);
        case NOTHING -> {}
      }
    }
    if (!toAsk.isEmpty()) {
      ends.askEnds(toAsk);
    }
    if (partitions.isEmpty() && now - begun >= timing.idleAfter.toMillis() && idleOutput == null) {
      output.markIdle();
      idleOutput = output;
    }
  }

  @Override
  public void close() {
    ends.close();
    timing.timer.shutdown();
  }

  private void handOn(UsageSplitState state, ReaderOutput<SourceEvent<E>> output) {
    long time = state.clockFallback().provenTime();
    incoming.from(
        state.getTopic(), state.getPartition(), state.getCurrentOffset(), time, null, null);
    metrics.heartbeat();
    output.createOutputForSplit(state.splitId()).collect(incoming.heartbeat(time));
  }

  private void takeAnswers(long now) {
    PartitionEnds.Answer answer;
    while ((answer = answers.poll()) != null) {
      UsageSplitState state = partitions.get(answer.partition());
      switch (answer.finding()) {
        case END -> state.clockFallback().end(now, answer.end());
        case RECORDS_LEFT -> state.clockFallback().recordsLeft();
        case UNANSWERED -> state.clockFallback().unanswered();
        case NOTHING_LEFT -> {
          passTo(answer.end(), state);
          state.clockFallback().nothingLeft();
        }
      }
    }
  }

  /** Passes over what is no record, so that a checkpoint does not wait for what may be deleted. */
  private static void passTo(long end, UsageSplitState state) {
    state.setCurrentOffset(Math.max(end, state.getCurrentOffset()));
  }

  private void onAnswer(PartitionEnds.Answer answer) {
    answers.add(answer);
    wake();
  }

  private void wake() {
    due = true;
    wakeTask.run();
  }
}
