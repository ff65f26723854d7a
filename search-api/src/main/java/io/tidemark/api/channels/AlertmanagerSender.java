/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.channels.texts.MessageText;
import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends messages as alerts to an Alertmanager. */
@Component
class AlertmanagerSender implements ChannelSender {

  /** An alert of a monitor ends by itself when it is not sent again for so long. */
  private static final Duration LIFETIME = AlertRefresh.PAUSE.multipliedBy(4);

  /** The alert of something that is over or has no end, which nothing sends again. */
  private static final Duration LATE_LIFETIME = Duration.ofHours(25);

  /** Each of many groups is an alert: no alert describes all of them. */
  private static final int MOST_LINES = 20;

  private static final String PATH = "/api/v2/alerts";

  private final PostClient client;
  private final Clock clock;

  AlertmanagerSender(PostClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  @Override
  public ChannelType type() {
    return ChannelType.ALERTMANAGER;
  }

  @Override
  public Delivery sendText(ChannelTarget target, Message message, MessageText text)
      throws IOException {
    ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
    AlertIdentity identity = AlertIdentity.of(message);
    for (AlertIdentity.Alert alert : identity.alerts()) {
      alerts.add(createAlert(alert, identity.until(), message, text));
    }
    Map<String, String> headers = new LinkedHashMap<>(JSON);
    target.token().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
    String base = target.uri().toString();
    PostClient.Reply reply =
        client.postJson(URI.create(stripSlash(base) + PATH), headers, alerts.toString());
    return reply.isSuccess()
        ? Delivery.delivered()
        : reply.toFailure("The Alertmanager answers " + reply.status() + '.');
  }

  private static String stripSlash(String base) {
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  private ObjectNode createAlert(
      AlertIdentity.Alert known, Instant until, Message message, MessageText text) {
    ObjectNode alert = JsonNodeFactory.instance.objectNode();
    ObjectNode labelNode = alert.putObject("labels");
    known.labels().forEach(labelNode::put);
    ObjectNode annotations = alert.putObject("annotations");
    annotations.put("summary", text.title());
    annotations.put(
        "description", text.lines().stream().limit(MOST_LINES).collect(Collectors.joining("\n")));
    annotations.put("message_id", message.id());
    Instant start = known.since() == null ? message.createdAt() : known.since();
    alert.put("startsAt", start.toString());
    Instant end = known.isFiring() ? lastMoment(known, until) : message.createdAt();
    alert.put("endsAt", end.toString());
    text.link().ifPresent(link -> alert.put("generatorURL", link));
    return alert;
  }

  private Instant lastMoment(AlertIdentity.Alert known, Instant until) {
    Duration lifetime = known.isSentAgain() ? LIFETIME : LATE_LIFETIME;
    Instant now = clock.instant();
    // A message may wait for its receiver until the end has passed.
    return until == null || !until.isAfter(now) ? now.plus(lifetime) : until;
  }
}
