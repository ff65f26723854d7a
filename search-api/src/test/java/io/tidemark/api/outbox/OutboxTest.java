/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.outbox.MessageRepository.Stored;
import io.tidemark.api.outbox.QueuedMessage.State;
import io.tidemark.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Messages go out: once into the outbox, at least once to the receiver. */
@Tag("fast")
class OutboxTest {

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-12T12:00:00Z"));
  private final MemoryMessages repository = new MemoryMessages();
  private final Outbox outbox = new Outbox(repository, clock);
  private final List<String> received = new ArrayList<>();
  private Delivery answer = Delivery.delivered();
  private final OutboxDispatch dispatch = instance();

  private OutboxDispatch instance() {
    return new OutboxDispatch(
        repository,
        message -> {
          received.add(message.id());
          return answer;
        },
        clock,
        new Random(7));
  }

  @Test
  void sendsAMessageOnceHoweverOftenItIsAdded() {
    assertThat(add("alice", "80")).isTrue();
    assertThat(add("alice", "80")).isFalse();
    assertThat(add("alice", "100")).isTrue();

    sendDue();
    sendDue();

    assertThat(received).containsExactlyInAnyOrder(id("alice", "80"), id("alice", "100"));
    assertThat(state("alice", "80")).isEqualTo(State.SENT);
    assertThat(add("alice", "80")).isFalse();
  }

  @Test
  void twoInstancesThatSeeTheSameMessageSendItOnce() {
    add("alice", "80");
    Stored seen = repository.listDue(clock.instant(), 1, Set.of()).get(0);

    dispatch.dispatch(seen);
    instance().dispatch(seen);

    assertThat(received).hasSize(1);
  }

  @Test
  void aMessageOfAnInstanceThatStoppedIsSentByAnotherOne() {
    add("alice", "80");
    Stored seen = repository.listDue(clock.instant(), 1, Set.of()).get(0);
    // Killed between its claim and its attempt.
    repository.replaceMessage(
        seen.queued().claimed(clock.instant().plus(OutboxDispatch.CLAIM)), seen.version());

    sendDue();
    assertThat(received).isEmpty();
    clock.advanceBy(OutboxDispatch.CLAIM);
    sendDue();

    assertThat(received).hasSize(1);
    assertThat(state("alice", "80")).isEqualTo(State.SENT);
  }

  @Test
  void anInstanceThatTookTooLongLeavesTheMessageToTheOther() {
    add("alice", "80");
    Stored seen = repository.listDue(clock.instant(), 1, Set.of()).get(0);
    OutboxDispatch slow =
        new OutboxDispatch(
            repository,
            message -> {
              clock.advanceBy(OutboxDispatch.CLAIM);
              sendDue();
              return Delivery.retry("slow", Duration.ZERO);
            },
            clock,
            new Random(7));

    slow.dispatch(seen);

    assertThat(state("alice", "80")).isEqualTo(State.SENT);
  }

  @Test
  void triesAgainByTheScheduleAndFailsInTheEnd() {
    add("alice", "80");
    answer = Delivery.retry("The receiver answers 500.", Duration.ZERO);
    List<Long> pauses = new ArrayList<>();
    for (Instant last = clock.instant();
        state("alice", "80") == State.DUE;
        last = clock.instant()) {
      sendDue();
      Instant next = stored("alice", "80").nextTry();
      pauses.add(Duration.between(last, next).toSeconds());
      clock.setTime(next);
    }

    assertThat(received).hasSize(8);
    assertThat(state("alice", "80")).isEqualTo(State.FAILED);
    assertThat(stored("alice", "80").lastError()).isEqualTo("The receiver answers 500.");
    long[] least = {10, 60, 300, 1_800, 7_200, 21_600, 86_400};
    for (int i = 0; i < least.length; i++) {
      assertThat(pauses.get(i)).isBetween(least[i], (long) (least[i] * 1.2) + 1);
    }
  }

  @Test
  void waitsAsLongAsTheReceiverAsks() {
    add("alice", "80");
    answer = Delivery.retry("busy", Duration.ofMinutes(3));

    sendDue();

    assertThat(stored("alice", "80").nextTry()).isAfterOrEqualTo(clock.instant().plusSeconds(180));
  }

  @Test
  void endsMessagesThatNoReceiverWants() {
    add("alice", "80");
    answer = Delivery.drop("gone");

    sendDue();
    clock.advanceBy(Duration.ofDays(9));
    sendDue();

    assertThat(received).hasSize(1);
    assertThat(state("alice", "80")).isEqualTo(State.DROPPED);

    add("bob", "80");
    answer = Delivery.fail("410");
    sendDue();
    assertThat(stored("bob", "80").attempts()).isOne();
    assertThat(state("bob", "80")).isEqualTo(State.FAILED);
  }

  @Test
  void aSenderThatThrowsLosesNothing() {
    add("alice", "80");
    OutboxDispatch broken =
        new OutboxDispatch(
            repository,
            message -> {
              throw new IllegalStateException("broken");
            },
            clock,
            new Random(7));

    broken.dispatch(repository.listDue(clock.instant(), 1, Set.of()).get(0));

    assertThat(state("alice", "80")).isEqualTo(State.DUE);
    clock.advanceBy(Duration.ofSeconds(20));
    sendDue();
    assertThat(state("alice", "80")).isEqualTo(State.SENT);
  }

  @Test
  void postponesWithoutCountingAnAttempt() {
    add("alice", "80");
    answer = Delivery.postpone("The receiver has had enough.", Duration.ofSeconds(40));
    Instant start = clock.instant();

    sendDue();

    assertThat(stored("alice", "80").attempts()).isZero();
    assertThat(stored("alice", "80").nextTry()).isEqualTo(start.plusSeconds(40));
    assertThat(state("alice", "80")).isEqualTo(State.DUE);
  }

  @Test
  void sendsManyMessagesAsOneDigestWhichOneInstanceClaims() {
    List<Integer> digests = new ArrayList<>();
    OutboxDispatch combining =
        new OutboxDispatch(repository, new Combining(digests), clock, new Random(7));
    List<String> levels = List.of("50", "60", "70", "80", "90", "100");
    levels.forEach(level -> add("alice", level));
    List<Runnable> one = planSteps(combining, 10);
    List<Runnable> other = planSteps(combining, 10);

    one.forEach(Runnable::run);
    other.forEach(Runnable::run);

    assertThat(digests).containsExactly(6);
    assertThat(levels).allMatch(level -> state("alice", level) == State.SENT);
  }

  @Test
  void combinesMoreThanFiveMessagesThatWaitForOneChannel() {
    List<Integer> digests = new ArrayList<>();
    OutboxDispatch combining =
        new OutboxDispatch(repository, new Combining(digests), clock, new Random(7));
    for (int i = 0; i < 60; i++) {
      add("user-" + i, "80");
    }

    assertThat(planSteps(dispatch, 100)).hasSize(60);
    assertThat(planSteps(combining, 5)).hasSize(5);
    planSteps(combining, 6).forEach(Runnable::run);
    planSteps(combining, 100).forEach(Runnable::run);

    assertThat(digests).containsExactly(50, 10);
  }

  /** The steps of the one channel. */
  private List<Runnable> planSteps(OutboxDispatch planning, int most) {
    List<Stored> due = repository.listDue(clock.instant(), most, Set.of());
    List<ChannelWork> work = planning.planWork(due);
    assertThat(work)
        .extracting(ChannelWork::channel)
        .containsExactly(new ChannelKey("acme", "ops"));
    return work.get(0).steps();
  }

  /** Takes digests and keeps how many messages they had. */
  private record Combining(List<Integer> digests) implements MessageSender {

    @Override
    public Delivery send(Message message) {
      throw new AssertionError("sent alone: " + message.id());
    }

    @Override
    public boolean mayCombine(String tenant, String channel) {
      return tenant.equals("acme") && channel.equals("ops");
    }

    @Override
    public Delivery sendDigest(List<Message> messages) {
      digests.add(messages.size());
      return Delivery.delivered();
    }
  }

  @Test
  void aChannelThatCannotBeReadStopsNoOther() {
    OutboxDispatch partly =
        new OutboxDispatch(repository, new Unreadable("broken", received), clock, new Random(7));
    for (int i = 0; i < 6; i++) {
      addTo("broken", "user-" + i);
    }
    addTo("ops", "alice");

    List<Stored> due = repository.listDue(clock.instant(), 10, Set.of());
    partly.planWork(due).forEach(work -> work.steps().forEach(Runnable::run));

    assertThat(received).containsExactly(key("ops", "alice", "80").messageId());
    QueuedMessage waiting =
        repository.findMessage(key("broken", "user-0", "80").messageId()).orElseThrow().queued();
    assertThat(waiting.state()).isEqualTo(State.DUE);
    assertThat(waiting.attempts()).isEqualTo(1);
  }

  /** One of its channels cannot be read. */
  private record Unreadable(String channel, List<String> received) implements MessageSender {

    @Override
    public Delivery send(Message message) {
      mayCombine(message.tenant(), message.channel());
      received.add(message.id());
      return Delivery.delivered();
    }

    @Override
    public boolean mayCombine(String tenant, String id) {
      if (id.equals(channel)) {
        throw new IllegalStateException("unreadable");
      }
      return false;
    }
  }

  private void addTo(String channel, String user) {
    outbox.add(key(channel, user, "80"), "t", "dev/" + user, JsonNodeFactory.instance.objectNode());
  }

  @Test
  void aDigestTakesTheMessagesThatWaitLongest() {
    add("alice", "80");
    answer = Delivery.retry("The receiver answers 500.", Duration.ZERO);
    sendDue();
    List<Integer> digests = new ArrayList<>();
    OutboxDispatch combining =
        new OutboxDispatch(repository, new Combining(digests), clock, new Random(7));
    for (int i = 0; i < 6; i++) {
      add("user-" + i, "80");
    }

    planSteps(combining, 10).forEach(Runnable::run);

    assertThat(digests).containsExactly(7);
    assertThat(state("alice", "80")).isEqualTo(State.SENT);
  }

  @Test
  void everyPartOfTheKeyTellsMessagesApart() {
    Set<String> ids = new HashSet<>();
    String[] parts = {"t", "k", "r", "g", "p", "l", "c"};
    ids.add(key(parts, 1).messageId());
    ids.add(key(parts, 2).messageId());
    IntStream.range(0, parts.length)
        .forEach(
            i -> {
              String[] other = parts.clone();
              other[i] = "other";
              ids.add(key(other, 1).messageId());
            });
    ids.add(new MessageKey("tk", "", "r", 1, "g", "p", "l", "c").messageId());

    assertThat(ids).hasSize(10).allMatch(id -> id.matches("msg_[0-9a-f]{40}"));
  }

  private static MessageKey key(String[] p, long revision) {
    return new MessageKey(p[0], p[1], p[2], revision, p[3], p[4], p[5], p[6]);
  }

  private static MessageKey key(String user, String level) {
    return key("ops", user, level);
  }

  private static MessageKey key(String channel, String user, String level) {
    return new MessageKey("acme", "budget", "dev", 1, user, "2026-03-12", level, channel);
  }

  private static String id(String user, String level) {
    return key(user, level).messageId();
  }

  private boolean add(String user, String level) {
    return outbox.add(key(user, level), "t", "dev/" + user, JsonNodeFactory.instance.objectNode());
  }

  private void sendDue() {
    dispatch
        .planWork(repository.listDue(clock.instant(), 10, Set.of()))
        .forEach(work -> work.steps().forEach(Runnable::run));
  }

  private QueuedMessage stored(String user, String level) {
    return repository.findMessage(id(user, level)).orElseThrow().queued();
  }

  private State state(String user, String level) {
    return stored(user, level).state();
  }
}
