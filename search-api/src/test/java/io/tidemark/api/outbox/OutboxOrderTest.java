/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.outbox.QueuedMessage.State;
import io.tidemark.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Messages about one thing reach their receiver in the order in which they were made. */
@Tag("fast")
class OutboxOrderTest {

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-12T12:00:00Z"));
  private final MemoryMessages repository = new MemoryMessages();
  private final Outbox outbox = new Outbox(repository, clock);
  private final List<String> received = new ArrayList<>();
  private final Map<String, Delivery> answers = new HashMap<>();
  private Delivery answer = Delivery.delivered();
  private final OutboxDispatch dispatch =
      new OutboxDispatch(
          repository,
          message -> {
            received.add(message.id());
            return answers.getOrDefault(message.id(), answer);
          },
          clock,
          new Random(7));

  @Test
  void aNewerMessageAboutTheSameWaitsForTheOlderOne() {
    add("alice", "80");
    answer = Delivery.retry("The receiver answers 500.", Duration.ZERO);
    attemptUntil(4, "alice", "80");
    Instant nextTry = stored("alice", "80").nextTry();
    received.clear();

    // The receiver is still away: the older message is tried, and loses no attempt of its own.
    clock.advanceBy(Duration.ofMinutes(1));
    add("alice", "100");
    add("bob", "80");
    sendDue();
    assertThat(received).containsExactlyInAnyOrder(id("alice", "80"), id("bob", "80"));
    assertThat(stored("alice", "80").attempts()).isEqualTo(4);
    assertThat(stored("alice", "80").nextTry()).isEqualTo(nextTry);
    assertThat(stored("alice", "100").attempts()).isEqualTo(1);

    received.clear();
    answer = Delivery.delivered();
    clock.setTime(stored("alice", "100").nextTry());
    assertThat(clock.instant()).isBefore(nextTry);
    sendDue();

    assertThat(received)
        .filteredOn(sent -> !sent.equals(id("bob", "80")))
        .containsExactly(id("alice", "80"), id("alice", "100"));
    assertThat(state("alice", "100")).isEqualTo(State.SENT);
  }

  @Test
  void messagesOfOneMonitorKeepTheirOrderWhicheverGroupTheyName() {
    addAlert("errors/alice", "1");
    answer = Delivery.retry("The receiver answers 500.", Duration.ZERO);
    sendDue();
    clock.advanceBy(Duration.ofSeconds(1));
    addAlert("errors/bob", "2");
    received.clear();
    answer = Delivery.delivered();

    sendDue();

    assertThat(received)
        .containsExactly(
            alertKey("errors/alice", "1").messageId(), alertKey("errors/bob", "2").messageId());
  }

  @Test
  void anAttemptBeforeItsTimeMovesTheNextOneNoEarlier() {
    add("alice", "80");
    answer = Delivery.retry("The receiver answers 500.", Duration.ZERO);
    attemptUntil(4, "alice", "80");
    Instant nextTry = stored("alice", "80").nextTry();
    clock.advanceBy(Duration.ofMinutes(1));
    add("alice", "100");

    answer = Delivery.postpone("The receiver has had enough.", Duration.ofSeconds(40));
    sendDue();
    assertThat(stored("alice", "80").attempts()).isEqualTo(4);
    assertThat(stored("alice", "80").nextTry()).isEqualTo(nextTry);
    assertThat(stored("alice", "100").nextTry()).isEqualTo(clock.instant().plusSeconds(40));

    clock.advanceBy(Duration.ofSeconds(40));
    answer = Delivery.retry("The receiver answers 429.", Duration.ofHours(2));
    sendDue();
    assertThat(stored("alice", "80").attempts()).isEqualTo(4);
    assertThat(stored("alice", "80").nextTry())
        .isEqualTo(clock.instant().plus(Duration.ofHours(2)));
  }

  @Test
  void aMessageThatFailedForGoodHoldsNoOtherBack() {
    add("alice", "80");
    answers.put(id("alice", "80"), Delivery.retry("The receiver answers 500.", Duration.ZERO));
    sendDue();
    clock.advanceBy(Duration.ofSeconds(1));
    add("alice", "100");
    while (state("alice", "80") == State.DUE) {
      assertThat(state("alice", "100")).isEqualTo(State.DUE);
      clock.setTime(earliestTry());
      sendDue();
    }

    assertThat(stored("alice", "80").attempts()).isEqualTo(8);
    assertThat(received).endsWith(id("alice", "80"), id("alice", "100"));
    assertThat(state("alice", "100")).isEqualTo(State.SENT);
  }

  @Test
  void messagesBehindAReceiverThatIsAwayEndByTheirOwnAge() {
    Instant start = clock.instant();
    answer = Delivery.retry("The receiver answers 500.", Duration.ZERO);
    for (int hour = 0; hour < 10; hour++) {
      add("alice", "hour " + hour);
      runUntil(start.plus(Duration.ofHours(hour + 1)));
    }

    for (int hour = 0; hour < 10; hour++) {
      runUntil(start.plus(Duration.ofHours(hour + 40)));
      assertThat(state("alice", "hour " + hour)).isEqualTo(State.FAILED);
      assertThat(stored("alice", "hour " + hour).attempts()).isEqualTo(8);
    }
  }

  @Test
  void newerMessagesPutAnOlderOneOffOnlyForSoLong() {
    Instant start = clock.instant();
    answer = Delivery.retry("The receiver answers 503.", Duration.ofHours(3));
    for (int hour = 0; hour < 100; hour++) {
      add("alice", "hour " + hour);
      runUntil(start.plus(Duration.ofHours(hour + 1)));
    }

    assertThat(state("alice", "hour 0")).isEqualTo(State.FAILED);
  }

  @Test
  void aMessageThatTheReceiverRefusesKeepsNoOtherWaiting() {
    add("alice", "80");
    clock.advanceBy(Duration.ofSeconds(1));
    add("alice", "100");
    answers.put(id("alice", "80"), Delivery.refused("The receiver answers 422.", Duration.ZERO));

    sendDue();

    assertThat(received).containsExactly(id("alice", "80"), id("alice", "100"));
    assertThat(state("alice", "100")).isEqualTo(State.SENT);
    assertThat(state("alice", "80")).isEqualTo(State.DUE);
    assertThat(stored("alice", "80").attempts()).isEqualTo(1);
  }

  @Test
  void messagesBehindMoreRefusedOnesThanOneStepSendsWait() {
    for (int i = 0; i < 60; i++) {
      add("alice", "level " + i);
    }
    answer = Delivery.refused("The receiver answers 422.", Duration.ZERO);

    sendDue();

    assertThat(received).hasSize(50);
    assertThat(repository.listDue(clock.instant(), 100, Set.of())).isEmpty();
  }

  private void attemptUntil(int attempts, String user, String level) {
    while (stored(user, level).attempts() < attempts) {
      clock.setTime(stored(user, level).nextTry());
      sendDue();
    }
  }

  /** Sends whatever is due until a time. */
  private void runUntil(Instant end) {
    for (Instant next = earliestTry(); !next.isAfter(end); next = earliestTry()) {
      clock.setTime(next);
      sendDue();
    }
    clock.setTime(end);
  }

  private Instant earliestTry() {
    return repository.listDue(Instant.MAX, 1, Set.of()).stream()
        .map(stored -> stored.queued().nextTry())
        .findFirst()
        .orElse(Instant.MAX);
  }

  private void addAlert(String subject, String tick) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.putArray("groups");
    outbox.add(alertKey(subject, tick), "io.tidemark.alert.changed", subject, data);
  }

  private static MessageKey alertKey(String subject, String tick) {
    return new MessageKey("acme", "monitor", "errors", 1, subject, "2026-03-12", tick, "ops");
  }

  private static MessageKey key(String user, String level) {
    return new MessageKey("acme", "budget", "dev", 1, user, "2026-03-12", level, "ops");
  }

  private static String id(String user, String level) {
    return key(user, level).messageId();
  }

  private void add(String user, String level) {
    outbox.add(key(user, level), "t", "dev/" + user, JsonNodeFactory.instance.objectNode());
  }

  private void sendDue() {
    dispatch
        .planWork(repository.listDue(clock.instant(), 100, Set.of()))
        .forEach(work -> work.steps().forEach(Runnable::run));
  }

  private QueuedMessage stored(String user, String level) {
    return repository.findMessage(id(user, level)).orElseThrow().queued();
  }

  private State state(String user, String level) {
    return stored(user, level).state();
  }
}
