/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import static io.tidemark.api.outbox.QueuedMessage.State.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.outbox.MessageRepository.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The contract of every repository of messages. */
abstract class MessageRepositoryContract {

  /** Before the messages of any other test. */
  private static final Instant TIME = Instant.parse("2001-03-12T12:00:00Z");

  abstract MessageRepository repository();

  @Test
  void takesAMessageOnce() {
    assertThat(repository().createMessage(message("once", TIME))).isTrue();
    assertThat(repository().createMessage(message("once", TIME.plusSeconds(1)))).isFalse();

    assertThat(repository().findMessage("once").map(Stored::queued))
        .contains(message("once", TIME));
    assertThat(repository().findMessage("never")).isEmpty();
  }

  @Test
  void letsOneOfTwoInstancesClaimAMessage() {
    repository().createMessage(message("claimed", TIME));
    Stored read = repository().findMessage("claimed").orElseThrow();
    QueuedMessage claimed = read.queued().claimed(TIME.plusSeconds(60));

    assertThat(repository().replaceMessage(claimed, read.version())).isTrue();
    assertThat(repository().replaceMessage(claimed, read.version())).isFalse();
  }

  @Test
  void listsDueUnclaimedMessagesOldestFirst() {
    Instant then = TIME.minusSeconds(3_600);
    repository().createMessage(message("due-2", then.plusSeconds(2)));
    repository().createMessage(message("due-1", then.plusSeconds(1)));
    repository().createMessage(message("later", then.plusSeconds(20)));
    repository().createMessage(message("held", then));
    Stored held = repository().findMessage("held").orElseThrow();
    repository().replaceMessage(held.queued().claimed(then.plusSeconds(60)), held.version());
    repository().createMessage(message("sent", then));
    Stored sent = repository().findMessage("sent").orElseThrow();
    repository().replaceMessage(sent.queued().ended(QueuedMessage.State.SENT, ""), sent.version());

    assertThat(ids(repository().listDue(then.plusSeconds(10), 10, Set.of())))
        .containsExactly("due-1", "due-2");
    assertThat(ids(repository().listDue(then.plusSeconds(10), 1, Set.of())))
        .containsExactly("due-1");
    assertThat(ids(repository().listDue(then.plusSeconds(60), 10, Set.of())))
        .containsExactly("held", "due-1", "due-2", "later");
  }

  @Test
  void listsNoMessagesOfBusyChannels() {
    Instant then = TIME.minusSeconds(7_200);
    repository().createMessage(message("busy", "acme", "busy", then));
    repository().createMessage(message("other-tenant", "globex", "busy", then.plusSeconds(1)));
    repository().createMessage(message("other-channel", "acme", "free", then.plusSeconds(2)));

    Set<ChannelKey> busy = Set.of(new ChannelKey("acme", "busy"), new ChannelKey("globex", "x"));
    assertThat(ids(repository().listDue(then.plusSeconds(10), 10, busy)))
        .containsExactly("other-tenant", "other-channel");
    for (String id : List.of("busy", "other-tenant", "other-channel")) {
      Stored due = repository().findMessage(id).orElseThrow();
      repository().replaceMessage(due.queued().ended(QueuedMessage.State.SENT, ""), due.version());
    }
  }

  @Test
  void listsWaitingMessagesOfAChannelOrTopicOldestFirst() {
    ChannelKey channel = new ChannelKey("acme", "waiting");
    addWaiting("group-b", "monitor/b", 2);
    addWaiting("whole", "monitor", 1);
    addWaiting("group-a", "monitor/a", 3);
    addWaiting("other", "monitor-2/a", 4);
    addWaiting("long", "x".repeat(9_000), 5);
    repository().createMessage(message("elsewhere", "globex", "waiting", TIME));
    Stored claimed = repository().findMessage("group-b").orElseThrow();
    repository().replaceMessage(claimed.queued().claimed(TIME.plusSeconds(60)), claimed.version());
    Stored sent = repository().findMessage("group-a").orElseThrow();
    repository().replaceMessage(sent.queued().ended(QueuedMessage.State.SENT, ""), sent.version());
    Topic topic = new Topic(channel, "io.tidemark.alert.changed", "monitor", true);

    assertThat(ids(repository().listWaiting(topic, 10))).containsExactly("whole", "group-b");
    assertThat(ids(repository().listWaiting(topic, 1))).containsExactly("whole");
    assertThat(ids(repository().listWaiting(channel, 10)))
        .containsExactly("whole", "group-b", "other", "long");
  }

  @Test
  void listsMessagesWithTimesOfAClockThatWasAhead() {
    Instant then = Instant.parse("2097-03-12T12:00:00Z");
    repository().createMessage(message("ahead-2", then.plus(Duration.ofHours(3))));
    repository().createMessage(message("ahead-1", then.plus(Duration.ofHours(2))));
    repository().createMessage(message("right", then));
    repository().createMessage(message("differs", then.plus(Duration.ofMinutes(4))));
    replace(message("tried", then), one -> one.retried(then.plus(Duration.ofHours(25)), "x"));
    replace(message("tried-ahead", then), one -> one.retried(then.plus(Duration.ofHours(50)), "x"));
    replace(message("claimed", then), one -> one.claimed(then.plusSeconds(60)));
    replace(message("claimed-ahead", then), one -> one.claimed(then.plus(Duration.ofHours(1))));
    replace(message("sent-ahead", then.plus(Duration.ofHours(1))), one -> one.ended(SENT, ""));

    assertThat(ids(repository().listAhead(then, 10)))
        .containsExactlyInAnyOrder("tried-ahead", "claimed-ahead", "ahead-1", "ahead-2")
        .endsWith("ahead-1", "ahead-2");
    assertThat(repository().listAhead(then, 3)).hasSize(3);
    for (Stored one : repository().listAhead(Instant.parse("2097-01-01T00:00:00Z"), 10)) {
      repository().replaceMessage(one.queued().ended(SENT, ""), one.version());
    }
  }

  private void replace(QueuedMessage first, UnaryOperator<QueuedMessage> change) {
    repository().createMessage(first);
    Stored stored = repository().findMessage(first.message().id()).orElseThrow();
    repository().replaceMessage(change.apply(stored.queued()), stored.version());
  }

  private void addWaiting(String id, String subject, int second) {
    repository()
        .createMessage(
            QueuedMessage.due(
                new Message(
                    id,
                    "acme",
                    "waiting",
                    "io.tidemark.alert.changed",
                    subject,
                    JsonMapper.shared().readTree("{\"groups\":[]}"),
                    TIME.plusSeconds(second))));
  }

  @Test
  void listsFailedMessagesOfTheTenantByTheirLastAttempt() {
    Instant made = TIME.minusSeconds(200_000);
    Instant then = TIME.minusSeconds(90_000);
    for (String id : List.of("failed-1", "failed-2", "failed-late", "failed-not")) {
      int second = id.equals("failed-late") ? 100 : id.equals("failed-2") ? 59 : 0;
      Instant claim = then.plusSeconds(second).plus(OutboxDispatch.CLAIM);
      repository().createMessage(message(id, made));
      Stored stored = repository().findMessage(id).orElseThrow();
      QueuedMessage.State end =
          id.equals("failed-not") ? QueuedMessage.State.DROPPED : QueuedMessage.State.FAILED;
      repository()
          .replaceMessage(
              stored.queued().claimed(claim).ended(end, "The receiver answers 500."),
              stored.version());
    }

    List<QueuedMessage> failed = repository().listFailed("acme", then, then.plusSeconds(60), 10);

    assertThat(failed.stream().map(one -> one.message().id()).toList())
        .containsExactly("failed-2", "failed-1");
    assertThat(failed.get(0).lastError()).isEqualTo("The receiver answers 500.");
    assertThat(repository().listFailed("globex", then, then.plusSeconds(60), 10)).isEmpty();
    assertThat(repository().listFailed("acme", then, then.plusSeconds(60), 1)).hasSize(1);
  }

  private static List<String> ids(List<Stored> stored) {
    return stored.stream().map(one -> one.queued().message().id()).toList();
  }

  private static QueuedMessage message(String id, Instant time) {
    return message(id, "acme", "ops", time);
  }

  private static QueuedMessage message(String id, String tenant, String channel, Instant time) {
    return QueuedMessage.due(
        new Message(
            id,
            tenant,
            channel,
            "io.tidemark.budget.level",
            "dev/alice",
            JsonMapper.shared().readTree("{\"used\":\"40100\",\"percent\":80.2}"),
            time));
  }
}
