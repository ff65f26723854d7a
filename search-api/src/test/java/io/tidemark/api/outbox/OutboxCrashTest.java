/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.outbox.MessageRepository.Stored;
import io.tidemark.api.outbox.QueuedMessage.State;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Two instances over a real Elasticsearch node, one of which is killed. */
@Tag("node")
class OutboxCrashTest {

  /** Before the messages of any other test. */
  private static final Instant TIME = Instant.parse("2000-03-12T12:00:00Z");

  private final MessageRepository repository = LiveApi.shared().bean(MessageRepository.class);
  private final List<String> received = new ArrayList<>();

  /** The next action of a process that is killed: none. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void sendsAMessageWhoseInstanceWasKilledBetweenClaimAndSend() {
    String id = create("between");

    assertThatThrownBy(
            () ->
                instance(
                        TIME,
                        message -> {
                          throw new Killed();
                        })
                    .dispatch(due(TIME, id)))
        .isInstanceOf(Killed.class);
    assertThat(repository.findMessage(id).orElseThrow().queued().state()).isEqualTo(State.DUE);
    assertThat(idsDue(TIME.plusSeconds(59))).doesNotContain(id);

    Instant later = TIME.plus(OutboxDispatch.CLAIM);
    Stored seen = due(later, id);
    instance(later, this::receive).dispatch(seen);
    instance(later, this::receive).dispatch(seen);

    assertThat(received).containsExactly(id);
    assertThat(repository.findMessage(id).orElseThrow().queued().state()).isEqualTo(State.SENT);
    assertThat(idsDue(later.plusSeconds(3_600))).doesNotContain(id);
  }

  @Test
  void sendsAMessageAgainWhoseInstanceWasKilledAfterSendingIt() {
    String id = create("after");

    assertThatThrownBy(
            () ->
                instance(
                        TIME,
                        message -> {
                          receive(message);
                          throw new Killed();
                        })
                    .dispatch(due(TIME, id)))
        .isInstanceOf(Killed.class);
    Instant later = TIME.plus(OutboxDispatch.CLAIM);
    instance(later, this::receive).dispatch(due(later, id));

    // At least once: the receiver knows the second one by its id.
    assertThat(received).containsExactly(id, id);
    assertThat(repository.findMessage(id).orElseThrow().queued().state()).isEqualTo(State.SENT);
  }

  private String create(String subject) {
    Outbox outbox = new Outbox(repository, Clock.fixed(TIME, ZoneOffset.UTC));
    MessageKey key = new MessageKey("acme", "budget", "dev", 1, subject, "2000-03-12", "80", "ops");
    assertThat(outbox.add(key, "t", subject, JsonNodeFactory.instance.objectNode())).isTrue();
    assertThat(outbox.add(key, "t", subject, JsonNodeFactory.instance.objectNode())).isFalse();
    return key.messageId();
  }

  private OutboxDispatch instance(Instant now, MessageSender sender) {
    return new OutboxDispatch(repository, sender, Clock.fixed(now, ZoneOffset.UTC), new Random(7));
  }

  private Delivery receive(Message message) {
    received.add(message.id());
    return Delivery.delivered();
  }

  private Stored due(Instant now, String id) {
    return repository.listDue(now, 100, Set.of()).stream()
        .filter(stored -> stored.queued().message().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private List<String> idsDue(Instant now) {
    return repository.listDue(now, 100, Set.of()).stream()
        .map(stored -> stored.queued().message().id())
        .toList();
  }
}
