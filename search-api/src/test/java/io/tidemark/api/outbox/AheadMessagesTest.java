/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.api.outbox.MessageRepository.Stored;
import io.tidemark.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Messages that were made while the clock was ahead do not wait until it is that late. */
@Tag("fast")
class AheadMessagesTest {

  private static final Instant NOW = Instant.parse("2026-03-12T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOW.plus(Duration.ofHours(3)));
  private final MemoryMessages repository = new MemoryMessages();
  private final Outbox outbox = new Outbox(repository, clock);
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private Delivery answer = Delivery.delivered();
  private final MessageSender sender =
      message -> {
        received.add(message.subject());
        return answer;
      };
  private final OutboxDispatch dispatch =
      new OutboxDispatch(repository, sender, clock, new Random(7));
  private final AheadMessages ahead = new AheadMessages(repository, clock);

  @Test
  void sendsThemInTheirOrderOnceTheClockIsRight() {
    tick();
    add("80");
    clock.advanceBy(Duration.ofSeconds(1));
    add("100");
    clock.setTime(NOW);

    tick();

    assertThat(received).containsExactly("80", "100");
    assertThat(createdAt("80")).isEqualTo(NOW.minusMillis(1));
  }

  @Test
  void findsThemAfterAMinuteWhileItsOwnClockWasRight() {
    clock.setTime(NOW);
    tick();
    clock.setTime(NOW.plus(Duration.ofHours(3)));
    add("80");
    clock.setTime(NOW.plus(AheadMessages.PAUSE).minusMillis(1));
    tick();
    assertThat(received).isEmpty();

    clock.advanceBy(Duration.ofMillis(1));
    tick();

    assertThat(received).containsExactly("80");
  }

  @Test
  void keepsTheScheduleOfAttemptsThatFail() {
    answer = Delivery.retry("The receiver answers 500.", Duration.ZERO);
    add("80");
    tick();
    clock.setTime(NOW);
    tick();
    assertThat(received).as("its pause begins again").hasSize(1);
    clock.advanceBy(Duration.ofSeconds(10));
    tick();
    assertThat(received).hasSize(2);

    clock.advanceBy(Duration.ofSeconds(10));
    tick();
    assertThat(received).as("the second attempt was a moment ago").hasSize(2);
    clock.advanceBy(Duration.ofMinutes(2));
    tick();
    assertThat(received).hasSize(3);
  }

  /** It finds that the message is ahead, and it is the one that is wrong. */
  @Test
  void anInstanceThatIsBehindBeginsAPauseAgainAndEndsNone() {
    answer = Delivery.retry("The receiver answers 500.", Duration.ZERO);
    add("80");
    for (Duration pause : List.of(Duration.ofSeconds(12), Duration.ofMinutes(2))) {
      tick();
      clock.advanceBy(pause);
    }
    tick();
    assertThat(received).hasSize(3);
    Instant failed = clock.instant();
    clock.setTime(NOW);

    for (Duration passed : List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(4))) {
      clock.setTime(NOW.plus(passed));
      tick();
    }
    assertThat(received).as("after three attempts it waits for 5 min").hasSize(3);
    clock.setTime(failed.plus(Duration.ofMinutes(6)));
    tick();
    assertThat(received).hasSize(4);
  }

  @Test
  void leavesAMessageThatIsBeingSentAndThoseBehindIt() {
    add("80", "dev");
    clock.advanceBy(Duration.ofSeconds(1));
    add("100", "dev");
    add("other");
    claim("80");
    clock.setTime(NOW);
    tick();
    assertThat(received).containsExactly("other");

    clock.setTime(NOW.plusSeconds(59));
    claim("80");
    for (int second : new int[] {60, 119}) {
      clock.setTime(NOW.plusSeconds(second));
      tick();
      assertThat(received).as("another claim began").containsExactly("other");
    }
    clock.setTime(NOW.plusSeconds(120));
    tick();

    assertThat(received).containsExactly("other", "dev", "dev");
    assertThat(createdAt("80")).isBefore(createdAt("100"));
  }

  /** An instance whose clock is behind finds messages ahead whose times are right. */
  @Test
  void movesNoneBeforeThoseOfItsTopicThatAreNotAhead() {
    clock.setTime(NOW.plus(Duration.ofMinutes(4)));
    add("firing", "monitor");
    clock.setTime(NOW.plus(Duration.ofMinutes(6)));
    add("resolved", "monitor");
    add("other");
    clock.advanceBy(Duration.ofSeconds(1));
    add("again", "monitor");
    clock.setTime(NOW);

    ahead.releaseMessages();

    Instant firing = NOW.plus(Duration.ofMinutes(4));
    assertThat(createdAt("firing")).isEqualTo(firing);
    assertThat(createdAt("resolved")).isEqualTo(firing.plusMillis(1));
    assertThat(createdAt("again")).isEqualTo(firing.plusMillis(2));
    assertThat(createdAt("other")).isBeforeOrEqualTo(NOW);
  }

  @Test
  void anInstanceSendsThem() throws InterruptedException {
    add("80");
    clock.setTime(NOW);
    OutboxSender instance = new OutboxSender(repository, sender, clock, new SimpleMeterRegistry());
    instance.start();
    try {
      assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("80");
    } finally {
      instance.stop();
    }
  }

  private void tick() {
    ahead.releaseMessages();
    List<Stored> due = repository.listDue(clock.instant(), 100, Set.of());
    dispatch.planWork(due).forEach(work -> work.steps().forEach(Runnable::run));
  }

  private void add(String level) {
    add(level, level);
  }

  private void add(String level, String subject) {
    outbox.add(key(level), "t", subject, JsonNodeFactory.instance.objectNode());
  }

  /** As an instance whose clock is three hours ahead. */
  private void claim(String level) {
    Stored stored = repository.findMessage(key(level).messageId()).orElseThrow();
    Instant until = clock.instant().plus(Duration.ofHours(3)).plus(OutboxDispatch.CLAIM);
    assertThat(repository.replaceMessage(stored.queued().claimed(until), stored.version()))
        .isTrue();
  }

  private Instant createdAt(String level) {
    return repository
        .findMessage(key(level).messageId())
        .orElseThrow()
        .queued()
        .message()
        .createdAt();
  }

  private static MessageKey key(String level) {
    return new MessageKey("acme", "budget", "dev", 1, "alice", "2026-03-12", level, "ops");
  }
}
