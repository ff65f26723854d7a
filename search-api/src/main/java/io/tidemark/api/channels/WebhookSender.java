/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.api.channels.texts.MessageText;
import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends messages as CloudEvents to webhooks, signed as Standard Webhooks. */
@Component
class WebhookSender implements ChannelSender {

  private static final int GONE = 410;

  private final PostClient client;
  private final Clock clock;

  WebhookSender(PostClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  @Override
  public ChannelType type() {
    return ChannelType.WEBHOOK;
  }

  @Override
  public Delivery sendText(ChannelTarget target, Message message, MessageText text)
      throws IOException {
    WebhookSignature signature = new WebhookSignature(target.secret().orElse(""));
    String body = createEvent(message).toString();
    long now = clock.instant().getEpochSecond();
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/cloudevents+json",
            "webhook-id",
            message.id(),
            "webhook-timestamp",
            Long.toString(now),
            "webhook-signature",
            signature.signBody(message.id(), now, body.getBytes(UTF_8)));
    return readDelivery(client.postJson(target.uri(), headers, body));
  }

  static ObjectNode createEvent(Message message) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("specversion", "1.0");
    event.put("id", message.id());
    event.put("source", "/tidemark/" + message.tenant());
    event.put("type", message.type());
    event.put("subject", message.subject());
    event.put("time", message.createdAt().toString());
    event.put("datacontenttype", "application/json");
    event.set("data", message.data());
    return event;
  }

  private static Delivery readDelivery(PostClient.Reply reply) {
    if (reply.isSuccess()) {
      return Delivery.delivered();
    }
    if (reply.status() == GONE) {
      return Delivery.fail("The receiver answers 410: it wants no more messages.");
    }
    return reply.toFailure("The receiver answers " + reply.status() + '.');
  }
}
