/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.admission.SourceEvent;
import io.tidemark.stack.kafka.KafkaProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The source in a job, on a real broker. */
@Tag("cluster")
class UsageSourceBrokerTest {

  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(1);
  private static final Duration IDLE_AFTER = Duration.ofMillis(400);

  /** Sending may take this long on a busy machine without an event being late for it. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private static final String GROUP = "tidemark";

  @TempDir static Path folder;
  @TempDir Path savepoints;

  private static KafkaProcess broker;
  private static BrokerTopics topics;
  private static MiniCluster cluster;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = KafkaProcess.start(folder);
    topics = new BrokerTopics(broker.bootstrapServers());
    cluster = SourceJob.cluster();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    cluster.close();
    topics.close();
    broker.close();
  }

  @Test
  void closesTheHourOfOneEventAlthoughNothingFollows(TestInfo test) throws Exception {
    String topic = topics.create("single", 2);
    long time = System.currentTimeMillis();
    topics.sendEach(topic, 0, time);
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 1, null, topic)) {
      job.await("the event", seen -> seen.events() == 1);
      // The end of the event's "hour" of two seconds.
      job.await("the end of its hour", seen -> seen.watermark() >= time + 1_999);
      assertThat(System.currentTimeMillis())
          .isGreaterThanOrEqualTo(time + 2_000 + OUT_OF_ORDERNESS.toMillis());
    }
  }

  @Test
  void oneIdlePartitionHoldsNothing(TestInfo test) throws Exception {
    String topic = topics.create("idle", 3);
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 2, null, topic)) {
      long begun = System.currentTimeMillis();
      while (job.seen().watermark() < begun + 1_000) {
        topics.sendEach(topic, 0, System.currentTimeMillis());
        assertThat(System.currentTimeMillis()).isLessThan(begun + 40_000);
      }
    }
  }

  @Test
  void moreReadersThanPartitionsHoldNothing(TestInfo test) throws Exception {
    String topic = topics.create("few", 1);
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 3, null, topic)) {
      long begun = System.currentTimeMillis();
      job.await("event time", seen -> seen.watermark() >= begun + 1_000);
      topics.growTo(topic, 3);
      long later = System.currentTimeMillis();
      topics.sendEach(topic, 2, later);
      job.await("an event of a new partition", seen -> seen.events() == 1);
      job.await("event time", seen -> seen.watermark() >= later + 1_000);
    }
  }

  @Test
  void theClockMovesNothingWhileRecordsWait(TestInfo test) throws Exception {
    String topic = topics.create("backlog", 2);
    long now = System.currentTimeMillis();
    int count = 3_000;
    long head = now - Duration.ofHours(3).toMillis();
    topics.sendEach(
        topic, 0, LongStream.range(0, count).map(i -> head + i * (now - head) / count).toArray());
    Seen.of(name(test)).slowMicros = 1_000;
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 2, null, topic)) {
      job.await("all of the backlog", seen -> seen.events() == count);
      job.await("event time", seen -> seen.watermark() >= now);
      assertThat(job.seen().late).isEmpty();
    }
  }

  @Test
  void theClockMovesNothingUnderBackPressure(TestInfo test) throws Exception {
    String topic = topics.create("pressure", 1);
    long time = System.currentTimeMillis();
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 1, null, topic)) {
      topics.sendEach(topic, 0, time);
      job.await("event time", seen -> seen.watermark() >= time);
      job.seen().blocked = true;
      long waiting = System.currentTimeMillis() + SLACK.toMillis();
      topics.sendEach(topic, 0, LongStream.range(0, 2_000).map(i -> waiting + i / 100).toArray());
      awaitHeartbeatsPast(waiting, test);
      job.seen().blocked = false;
      job.await("what waited", seen -> seen.events() == 2_001);
      assertThat(job.seen().late).isEmpty();
    }
  }

  @Test
  void rejectsUncountableRecordsAndContinues(TestInfo test) throws Exception {
    String topic = topics.create("bad", 1);
    long now = System.currentTimeMillis();
    topics.send(topic, 0, null);
    topics.send(topic, 0, "no moment".getBytes(StandardCharsets.UTF_8));
    topics.send(topic, 0, "break the format".getBytes(StandardCharsets.UTF_8));
    topics.send(topic, 0, Reading.record(Instant.parse("2099-01-01T00:00:00Z").toEpochMilli()));
    topics.send(topic, 0, Reading.record(0));
    topics.send(topic, 0, Reading.record(now, now - Duration.ofDays(40).toMillis(), now + 1));
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 1, null, topic)) {
      job.await("events", seen -> seen.events() == 2);
      assertThat(job.seen().items.stream().map(Seen.Item::reason))
          .startsWith(
              "malformed", "malformed", "malformed", "future", "expired", "", "expired", "");
      job.await("event time", seen -> seen.watermark() >= now);
      assertThat(job.seen().watermark()).isLessThanOrEqualTo(System.currentTimeMillis());
    }
  }

  @Test
  void goesOnExactlyWhereItsStateEnds(TestInfo test) throws Exception {
    String topic = topics.create("state", 2);
    long now = System.currentTimeMillis();
    topics.sendEach(topic, 0, LongStream.range(0, 700).map(i -> now + i).toArray());
    topics.sendEach(topic, 1, now);
    String savepoint;
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 2, null, topic)) {
      job.await("the first events", seen -> seen.events() == 701);
      savepoint = job.stop(savepoints);
    }
    topics.sendEach(topic, 0, LongStream.range(700, 1_000).map(i -> now + i).toArray());
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 3, savepoint, topic)) {
      job.await("the other events", seen -> seen.events() >= 1_001);
      assertThat(job.seen().offsets(0))
          .containsExactlyElementsOf(LongStream.range(0, 1_000).boxed().toList());
      assertThat(job.seen().offsets(1)).containsExactly(0L);
    }
  }

  @Test
  void beginsAtTheCommittedOffsetsWithoutState(TestInfo test) throws Exception {
    String topic = topics.create("committed", 1);
    long now = System.currentTimeMillis();
    topics.sendEach(topic, 0, now, now + 1);
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 1, null, topic)) {
      job.await("a commit", seen -> topics.committed(GROUP, topic, 0) == 2);
    }
    topics.sendEach(topic, 0, now + 2);
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 1, null, topic)) {
      job.await("the next event", seen -> seen.events() >= 3);
      assertThat(job.seen().offsets(0)).containsExactly(0L, 1L, 2L);
    }
  }

  @Test
  void stopsLoudlyWhenUnreadRecordsWereDeleted(TestInfo test) throws Exception {
    String topic = topics.create("deleted", 1);
    long now = System.currentTimeMillis();
    topics.sendEach(topic, 0, now, now);
    String savepoint;
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 1, null, topic)) {
      job.await("the first events", seen -> seen.events() == 2);
      savepoint = job.stop(savepoints);
    }
    topics.sendEach(topic, 0, now, now, now, now, now);
    topics.deleteBefore(topic, 0, 6);
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 1, savepoint, topic)) {
      assertThat(ExceptionUtils.findThrowable(job.awaitFailure(), LostOffsetsException.class))
          .get()
          .extracting(Throwable::getMessage)
          .isEqualTo(
              "Kafka topic "
                  + topic
                  + ", partition 0: unread records were deleted. The next offset to read was 2, the"
                  + " first one there is now is 6: 4 offsets are lost. To continue without them, start"
                  + " the job again from its last checkpoint with --kafka.on-lost-offsets skip.");
    }
    try (SourceJob job =
        SourceJob.start(cluster, name(test), with(OnLostOffsets.SKIP), 1, savepoint, topic)) {
      job.await("the event that is left", seen -> seen.events() == 3);
      assertThat(job.seen().offsets(0)).containsExactly(0L, 1L, 6L);
    }
  }

  @Test
  void theClockGoesOnBehindUnreadRecordsThatWereAllDeleted(TestInfo test) throws Exception {
    String topic = topics.create("emptied", 1);
    topics.sendEach(topic, 0, System.currentTimeMillis());
    String savepoint;
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 1, null, topic)) {
      job.await("the first event", seen -> seen.events() == 1);
      savepoint = job.stop(savepoints);
    }
    topics.sendEach(topic, 0, System.currentTimeMillis());
    topics.deleteBefore(topic, 0, 2);
    long begun = System.currentTimeMillis();
    try (SourceJob job =
        SourceJob.start(cluster, name(test), with(OnLostOffsets.SKIP), 1, savepoint, topic)) {
      job.await("event time", seen -> seen.watermark() >= begun);
      savepoint = job.stop(savepoints);
    }
    topics.sendEach(topic, 0, System.currentTimeMillis());
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 1, savepoint, topic)) {
      job.await("the next event", seen -> seen.events() == 2);
      assertThat(job.seen().offsets(0)).containsExactly(0L, 2L);
    }
  }

  @Test
  void leavesATopicThatIsTakenOutOfTheOptions(TestInfo test) throws Exception {
    String there = topics.create("there", 1);
    String gone = topics.create("gone", 2);
    topics.sendEach(there, 0, System.currentTimeMillis());
    topics.sendEach(gone, 1, System.currentTimeMillis());
    String savepoint;
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 2, null, there, gone)) {
      job.await("the first events", seen -> seen.events() == 2);
      savepoint = job.stop(savepoints);
    }
    topics.sendEach(gone, 1, System.currentTimeMillis());
    long begun = System.currentTimeMillis();
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 2, savepoint, there)) {
      topics.sendEach(there, 0, begun);
      job.await("the next event", seen -> seen.events() == 3);
      job.await("event time", seen -> seen.watermark() >= begun);
      assertThat(job.seen().count(SourceEvent.Kind.REJECTED)).isZero();
      savepoint = job.stop(savepoints);
    }
    try (SourceJob job =
        SourceJob.start(cluster, name(test), options(), 2, savepoint, there, gone)) {
      job.await("all events of the topic", seen -> seen.offsets(1).contains(1L));
      assertThat(job.seen().offsets(0)).containsExactly(0L, 1L);
    }
  }

  @Test
  void aDeletedTopicThatIsTakenOutOfTheOptionsHoldsNothing(TestInfo test) throws Exception {
    String there = topics.create("there", 1);
    String deleted = topics.create("deleted", 1);
    topics.sendEach(there, 0, System.currentTimeMillis());
    topics.sendEach(deleted, 0, System.currentTimeMillis());
    String savepoint;
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 1, null, there, deleted)) {
      job.await("the first events", seen -> seen.events() == 2);
      savepoint = job.stop(savepoints);
    }
    topics.delete(deleted);
    long begun = System.currentTimeMillis();
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 1, savepoint, there)) {
      job.await("event time", seen -> seen.watermark() >= begun);
    }
  }

  @Test
  void goesOnWhenUnreadRecordsAreDeletedWhileItLagsAndMaySkipThem(TestInfo test) throws Exception {
    String topic = topics.create("lagging", 1);
    long now = System.currentTimeMillis();
    long[] many = LongStream.range(0, 100).map(i -> now).toArray();
    for (int i = 0; i < 30; i++) {
      topics.send(topic, 0, Reading.record(many));
    }
    KafkaSourceOptions slow =
        options(
            Map.of("max.poll.records", "1", "max.partition.fetch.bytes", "1000"),
            OnLostOffsets.SKIP);
    Seen seen = Seen.of(name(test));
    seen.blocked = true;
    try (SourceJob job = SourceJob.start(cluster, name(test), slow, 1, null, topic)) {
      job.await("the first record", unused -> seen.offsets(0).contains(0L));
      topics.deleteBefore(topic, 0, 30);
      topics.sendEach(topic, 0, now);
      seen.blocked = false;
      job.await("the first record after the gap", unused -> seen.offsets(0).contains(30L));
      assertThat(seen.events()).as("what was fetched, and what is left").isLessThan(2_000);
    }
  }

  @Test
  void marksOfTransactionsAreNoWaitingRecordsButOpenOnesAre(TestInfo test) throws Exception {
    String topic = topics.create("transactions", 1);
    KafkaSourceOptions committed = with(Map.of("isolation.level", "read_committed"));
    try (KafkaProducer<byte[], byte[]> producer = topics.transactional();
        SourceJob job = SourceJob.start(cluster, name(test), committed, 1, null, topic)) {
      long time = System.currentTimeMillis();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, Reading.record(time))).get();
      producer.commitTransaction();
      job.await("a committed event", seen -> seen.events() == 1);
      job.await("event time past the mark", seen -> seen.watermark() >= time + 1_000);

      producer.beginTransaction();
      long waiting = System.currentTimeMillis() + SLACK.toMillis();
      producer.send(new ProducerRecord<>(topic, Reading.record(waiting))).get();
      awaitHeartbeatsPast(waiting, test);
      assertThat(job.seen().watermark()).isLessThan(waiting);
      producer.commitTransaction();
      job.await("the event that waited", seen -> seen.events() == 2);
      assertThat(job.seen().late).isEmpty();
      job.await("event time", seen -> seen.watermark() >= waiting + 1_000);
    }
  }

  @Test
  void readsATopicAsSoonAsItExists(TestInfo test) throws Exception {
    String there = topics.create("there", 1);
    String notYet = there + "-later";
    long now = System.currentTimeMillis();
    try (SourceJob job = SourceJob.start(cluster, name(test), options(), 1, null, there, notYet)) {
      topics.sendEach(there, 0, now);
      job.await("an event", seen -> seen.events() == 1);
      topics.createNamed(notYet);
      topics.sendEach(notYet, 0, now);
      job.await("an event of the new topic", seen -> seen.events() == 2);
      assertThat(job.seen().items.stream().map(Seen.Item::topic)).contains(notYet);
      assertThat(job.seen().count(SourceEvent.Kind.REJECTED)).isZero();
    }
  }

  /**
   * Waits until the clock has overtaken an event where it is allowed to: in a silent topic, read at
   * the same time with the same options.
   */
  private static void awaitHeartbeatsPast(long time, TestInfo test) throws Exception {
    String silent = topics.create("silent-" + name(test), 1);
    try (SourceJob control =
        SourceJob.start(cluster, name(test) + "Control", options(), 1, null, silent)) {
      control.await(
          "heartbeats of a silent topic", seen -> seen.watermark() >= time + IDLE_AFTER.toMillis());
    }
  }

  private static String name(TestInfo test) {
    return test.getTestMethod().orElseThrow().getName();
  }

  private static KafkaSourceOptions options() {
    return with(OnLostOffsets.FAIL);
  }

  private static KafkaSourceOptions with(OnLostOffsets onLostOffsets) {
    return options(Map.of(), onLostOffsets);
  }

  private static KafkaSourceOptions with(Map<String, String> client) {
    return options(client, OnLostOffsets.FAIL);
  }

  private static KafkaSourceOptions options(Map<String, String> more, OnLostOffsets onLostOffsets) {
    Map<String, String> client = new HashMap<>(more);
    client.put("bootstrap.servers", broker.bootstrapServers());
    client.put("group.id", GROUP);
    return new KafkaSourceOptions(
        client,
        OUT_OF_ORDERNESS,
        IDLE_AFTER,
        KafkaSourceOptions.DEFAULT_MAX_FUTURE,
        KafkaSourceOptions.DEFAULT_RETENTION,
        onLostOffsets,
        Duration.ofSeconds(1));
  }
}
