/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tidemark.testkit.time.ManualClock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** The threads that send messages. */
@Tag("fast")
class OutboxSenderTest {

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-12T12:00:00Z"));
  private final MemoryMessages repository = new MemoryMessages();
  private final Outbox outbox = new Outbox(repository, clock);

  /** One receiver hangs until the test ends; the others answer at once. */
  private static final class Receivers implements MessageSender {
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch received = new CountDownLatch(3);
    private final AtomicInteger atHangingReceiver = new AtomicInteger();

    @Override
    public Delivery send(Message message) {
      if (message.channel().equals("hanging")) {
        atHangingReceiver.incrementAndGet();
        hanging.countDown();
        awaitEnd();
      } else {
        received.countDown();
      }
      return Delivery.delivered();
    }

    private void awaitEnd() {
      try {
        end.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void aReceiverThatHangsDelaysNoOtherChannel() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      add("hanging", i);
    }
    clock.setTime(clock.instant().plusSeconds(1));
    for (int i = 0; i < 3; i++) {
      add("ops", i);
    }
    Receivers receivers = new Receivers();
    OutboxSender sender = new OutboxSender(repository, receivers, clock, new SimpleMeterRegistry());
    sender.start();
    try {
      assertThat(receivers.hanging.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(receivers.received.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(receivers.atHangingReceiver).hasValue(1);
    } finally {
      sender.stop();
      receivers.end.countDown();
    }
  }

  private void add(String channel, int number) {
    MessageKey key =
        new MessageKey("acme", "budget", "dev", 1, "user-" + number, "2026-03-12", "80", channel);
    outbox.add(key, "t", "dev/user-" + number, JsonNodeFactory.instance.objectNode());
  }
}
