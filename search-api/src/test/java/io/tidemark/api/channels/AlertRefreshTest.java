/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.channels.texts.MessageTexts;
import io.tidemark.api.outbox.Message;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.SettingSample;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alerts that continue, over a scripted Alertmanager. */
@Tag("fast")
class AlertRefreshTest {

  private static final String MONITOR = "{\"monitor\":\"%s\",\"state\":\"firing\",\"groups\":[%s]}";
  private static final String GROUP =
      "{\"group\":\"alice\",\"state\":\"firing\",\"since\":\"2025-12-31T22:00:00Z\"}";

  private final ScriptedReceiver receiver = new ScriptedReceiver();
  private final TargetAddresses addresses = new TargetAddresses(ChannelSample.properties(null));
  private final PostClient client = new PostClient(addresses, Duration.ofSeconds(2));
  private final SettingSample.InMemory settings = SettingSample.createInMemory(ChannelSample.CLOCK);
  private boolean readable = true;
  private long nanos;
  private final ChannelDelivery delivery =
      ChannelSample.delivery(null, new AlertmanagerSender(client, ChannelSample.CLOCK));
  private final AlertRefresh refresh =
      new AlertRefresh(
          settings.views(),
          new ChannelKind(addresses),
          this::listFiring,
          delivery,
          UnaryOperator.identity(),
          () -> nanos);

  private List<Message> listFiring(String tenant, String channel) {
    assertThat(tenant).isEqualTo("acme");
    assertThat(channel).isEqualTo("manager");
    if (!readable) {
      throw ProblemException.unavailable("The data cannot be read right now.", Duration.ZERO);
    }
    return List.of(create("errors"), create("tokens"));
  }

  private static Message create(String monitor) {
    return ChannelSample.message(MessageTexts.ALERT_CHANGED, MONITOR.formatted(monitor, GROUP));
  }

  @AfterEach
  void stop() throws IOException {
    client.destroy();
    receiver.close();
  }

  @Test
  void sendsThemUntilTheyEndAlsoWhileTheyCannotBeRead() throws Exception {
    store("manager", "alertmanager", "");
    store("off", "alertmanager", ",\"enabled\":false");
    store("hook", "webhook", ",\"secret\":\"file:hook\"");
    refresh.sendAll();
    assertThat(receiver.asked()).hasSize(2);
    JsonNode alert = receiver.last().json().path(0);
    assertThat(alert.path("labels").path("monitor").asString()).isEqualTo("tokens");
    assertThat(alert.path("labels").path("group").asString()).isEqualTo("alice");
    assertThat(alert.path("startsAt").asString()).isEqualTo("2025-12-31T22:00:00Z");
    assertThat(alert.path("endsAt").asString()).isEqualTo("2026-01-01T01:04:00Z");

    readable = false;
    refresh.sendAll();

    assertThat(receiver.asked()).hasSize(4);

    nanos = Duration.ofMinutes(15).toNanos();
    refresh.sendAll();
    assertThat(receiver.asked()).hasSize(4);
  }

  @Test
  void doesNotTryEachOfThemWhileTheReceiverFails() throws Exception {
    store("manager", "alertmanager", "");
    receiver.answer(500, "");

    refresh.sendAll();

    assertThat(receiver.asked()).hasSize(1);
  }

  @Test
  void keepsALateAlertForADay() {
    String late = "{\"monitor\":\"day-jump\",\"state\":\"late\"}";

    send(ChannelSample.message(MessageTexts.ALERT_CHANGED, late));

    assertThat(receiver.last().json().path(0).path("endsAt").asString())
        .isEqualTo("2026-01-02T02:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 2026-01-01T01:00:30Z, 2026-01-01T02:00:00Z",
    "PT8H, 2025-12-31T20:00:00Z, 2026-01-02T02:00:00Z"
  })
  void notifiesOfABudgetAtTheEndOfItsPeriod(Duration age, String periodEnd, String end) {
    Message level = ChannelSample.level();
    String data = ChannelSample.LEVEL.replace("2026-11-29T16:00:00Z", periodEnd);

    send(
        new Message(
            level.id(),
            level.tenant(),
            level.channel(),
            level.type(),
            level.subject(),
            JsonMapper.shared().readTree(data),
            level.createdAt().minus(age)));

    assertThat(receiver.last().json().path(0).path("endsAt").asString()).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "io.tidemark.channel.test, 2026-01-01T01:05:00Z",
    "io.tidemark.budget.request, 2026-01-02T02:00:00Z"
  })
  void notifiesByAlertmanagerOfTestsAndRequests(String type, String end) {
    send(ChannelSample.message(type, "{}"));

    JsonNode alert = receiver.last().json().path(0);
    assertThat(alert.path("startsAt").asString()).isEqualTo("2026-01-01T01:00:00Z");
    assertThat(alert.path("endsAt").asString()).isEqualTo(end);
  }

  private void send(Message message) {
    String channel = "{\"type\":\"alertmanager\",\"url\":\"%s\"}".formatted(receiver.address());
    delivery.sendMessage(ChannelSample.channel(channel), message);
  }

  private void store(String id, String type, String more) {
    String body = "{\"type\":\"" + type + "\",\"url\":\"" + receiver.address() + '"' + more + '}';
    settings
        .creation()
        .accept(
            SettingSample.create(
                "channel", "acme", id, JsonMapper.shared().readTree(body), 1, Instant.EPOCH));
    settings.views().refresh();
  }
}
