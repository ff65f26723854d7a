/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.eventtime.BoundedClock;
import io.tidemark.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class HeartbeatsTest {

  private static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration IDLE_AFTER = Duration.ofSeconds(30);
  private static final TopicPartition QUIET = new TopicPartition("calls", 0);
  private static final TopicPartition OTHER = new TopicPartition("calls", 1);

  private final ManualClock clock = new ManualClock(BEGINNING);

  /** The part of the time on the clock that did not pass: somebody set the clock. */
  private Duration setAhead = Duration.ZERO;

  private final CollectingOutput output = new CollectingOutput();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Questions questions = new Questions();
  private final Heartbeats<Reading> heartbeats =
      new Heartbeats<>(
          new Heartbeats.Timing(
              IDLE_AFTER,
              Duration.ofSeconds(1),
              new BoundedClock(clock, () -> passed().toNanos()),
              timer),
          new SourceMetrics(new UnregisteredMetricsGroup()),
          listener -> {
            questions.listener = listener;
            return questions;
          });

  @AfterEach
  void close() {
    heartbeats.close();
    assertThat(timer.isShutdown()).isTrue();
    assertThat(questions.closed).isTrue();
  }

  @Test
  void aSilentPartitionThatIsReadToItsEndGetsTheTimeOfTheQuestion() {
    heartbeats.watch(new KafkaPartitionSplit(QUIET, 5));
    clock.advanceBy(IDLE_AFTER);
    heartbeats.beat(output);
    assertThat(questions.asked).containsExactly("end of calls-0");
    clock.advanceBy(Duration.ofSeconds(2));
    questions.answer(QUIET, PartitionEnds.Finding.END, 5);
    assertThat(heartbeats.isDue()).isTrue();
    heartbeats.beat(output);
    assertThat(heartbeats.isDue()).isFalse();
    assertThat(output.lines)
        .containsExactly("calls-0 heartbeat " + BEGINNING.plus(IDLE_AFTER).toEpochMilli());
  }

  @Test
  void aPartitionWhoseRecordsWaitGetsNone() {
    UsageSplitState lagging = heartbeats.watch(new KafkaPartitionSplit(QUIET, 5));
    clock.advanceBy(IDLE_AFTER);
    heartbeats.beat(output);
    questions.answer(QUIET, PartitionEnds.Finding.END, 8);
    heartbeats.beat(output);
    questions.answer(QUIET, PartitionEnds.Finding.RECORDS_LEFT, 8);
    clock.advanceBy(Duration.ofSeconds(1));
    heartbeats.beat(output);
    assertThat(questions.asked)
        .containsExactly("end of calls-0", "rest of calls-0 from 5 to 8", "end of calls-0");
    assertThat(output.lines).isEmpty();
    assertThat(lagging.getCurrentOffset()).isEqualTo(5);
  }

  @Test
  void marksAtTheEndArePassedOverInTheStateToo() {
    UsageSplitState state = heartbeats.watch(new KafkaPartitionSplit(QUIET, 5));
    clock.advanceBy(IDLE_AFTER);
    heartbeats.beat(output);
    questions.answer(QUIET, PartitionEnds.Finding.END, 6);
    heartbeats.beat(output);
    questions.answer(QUIET, PartitionEnds.Finding.NOTHING_LEFT, 6);
    heartbeats.beat(output);
    assertThat(output.lines).hasSize(1);
    assertThat(state.toKafkaPartitionSplit().getStartingOffset()).isEqualTo(6);
  }

  @Test
  void aPartitionOutOfReachDoesNotHoldUpTheQuestionAboutAnother() {
    heartbeats.watch(new KafkaPartitionSplit(QUIET, 5));
    heartbeats.watch(new KafkaPartitionSplit(OTHER, 0));
    clock.advanceBy(IDLE_AFTER);
    heartbeats.beat(output);
    questions.answer(OTHER, PartitionEnds.Finding.END, 0);
    heartbeats.beat(output);
    questions.answer(QUIET, PartitionEnds.Finding.UNANSWERED, -1);
    heartbeats.beat(output);
    assertThat(output.lines)
        .containsExactly("calls-1 heartbeat " + BEGINNING.plus(IDLE_AFTER).toEpochMilli());
  }

  @Test
  void twoSilentPartitionsDoNotKeepEachOtherAsking() {
    heartbeats.watch(new KafkaPartitionSplit(QUIET, 5));
    heartbeats.watch(new KafkaPartitionSplit(OTHER, 5));
    clock.advanceBy(IDLE_AFTER);
    heartbeats.beat(output);
    for (int i = 0; i < 10; i++) {
      questions.answer(i % 2 == 0 ? QUIET : OTHER, PartitionEnds.Finding.END, 5);
      heartbeats.beat(output);
    }
    assertThat(questions.asked).containsExactlyInAnyOrder("end of calls-0", "end of calls-1");
  }

  @Test
  void aReaderWithoutPartitionsIsIdleAfterAWhileAndActiveWhenItGetsOne() {
    heartbeats.beat(output);
    assertThat(output.lines).as("partitions may be on their way").isEmpty();
    clock.advanceBy(IDLE_AFTER);
    heartbeats.beat(output);
    heartbeats.beat(output);
    assertThat(output.lines).containsExactly("idle");
    heartbeats.watch(new KafkaPartitionSplit(QUIET, 5));
    assertThat(output.lines).containsExactly("idle", "active");
    heartbeats.beat(output);
    assertThat(output.lines).containsExactly("idle", "active");
  }

  /** Windows that it closed would stay closed once the clock is right. */
  @Test
  void aClockThatIsSetAYearAheadMovesEventTimeByAMinute() {
    heartbeats.watch(new KafkaPartitionSplit(QUIET, 5));
    setClockBy(Duration.ofDays(365));
    clock.advanceBy(Duration.ofSeconds(1));
    heartbeats.beat(output);
    questions.answer(QUIET, PartitionEnds.Finding.END, 5);
    heartbeats.beat(output);
    assertThat(output.lines)
        .containsExactly("calls-0 heartbeat " + BEGINNING.plusSeconds(60).toEpochMilli());

    setClockBy(Duration.ofDays(-365));
    clock.advanceBy(Duration.ofSeconds(90));
    heartbeats.beat(output);
    questions.answer(QUIET, PartitionEnds.Finding.END, 5);
    heartbeats.beat(output);
    assertThat(output.lines)
        .hasSize(2)
        .contains("calls-0 heartbeat " + BEGINNING.plusSeconds(91).toEpochMilli());
  }

  private void setClockBy(Duration step) {
    setAhead = setAhead.plus(step);
    clock.advanceBy(step);
  }

  private Duration passed() {
    return Duration.between(BEGINNING, clock.instant()).minus(setAhead);
  }

  /** Answers when the test says so. */
  private static final class Questions implements PartitionEnds {

    private final List<String> asked = new ArrayList<>();
    private Consumer<Answer> listener;
    private boolean closed;

    void answer(TopicPartition partition, Finding finding, long end) {
      listener.accept(new Answer(partition, finding, end));
    }

    @Override
    public void askEnds(Collection<TopicPartition> partitions) {
      partitions.forEach(partition -> asked.add("end of " + partition));
    }

    @Override
    public void probeTail(TopicPartition partition, long position, long end) {
      asked.add("rest of %s from %d to %d".formatted(partition, position, end));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
