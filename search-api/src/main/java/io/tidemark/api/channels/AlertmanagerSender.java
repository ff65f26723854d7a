/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends messages as alerts to an Alertmanager. */
@Component
class AlertmanagerSender implements ChannelSender {

  /**
   * An alert ends by itself when it is not sent again for so long. Monitors repeat a message every
   * day while they fire.
   */
  private static final Duration LIFETIME = Duration.ofHours(25);

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
    for (Map<String, String> labels : identity.labelSets()) {
      alerts.add(createAlert(labels, identity, message, text));
    }
    Map<String, String> headers = new LinkedHashMap<>(JSON);
    target.token().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
    String base = target.uri().toString();
    PostClient.Reply reply =
        client.postJson(URI.create(stripSlash(base) + PATH), headers, alerts.toString());
    return reply.isSuccess()
        ? Delivery.delivered()
        : Delivery.retry("The Alertmanager answers " + reply.status() + '.', reply.pause());
  }

  private static String stripSlash(String base) {
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  private ObjectNode createAlert(
      Map<String, String> labels, AlertIdentity identity, Message message, MessageText text) {
    ObjectNode alert = JsonNodeFactory.instance.objectNode();
    ObjectNode labelNode = alert.putObject("labels");
    labels.forEach(labelNode::put);
    ObjectNode annotations = alert.putObject("annotations");
    annotations.put("summary", text.title());
    annotations.put("description", String.join("\n", text.lines()));
    annotations.put("message_id", message.id());
    alert.put("startsAt", message.createdAt().toString());
    Instant end = identity.isFiring() ? lastMoment(identity) : message.createdAt();
    alert.put("endsAt", end.toString());
    text.link().ifPresent(link -> alert.put("generatorURL", link));
    return alert;
  }

  private Instant lastMoment(AlertIdentity identity) {
    return identity.until() == null ? clock.instant().plus(LIFETIME) : identity.until();
  }
}
