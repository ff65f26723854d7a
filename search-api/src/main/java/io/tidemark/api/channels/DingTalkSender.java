/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.channels.texts.MessageText;
import io.tidemark.api.channels.texts.MessageTexts;
import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends messages to group robots of DingTalk, signed when the channel has a secret. */
@Component
class DingTalkSender implements ChannelSender {

  private static final int MOST_BYTES = 5_000;
  private static final RobotReply REPLY =
      new RobotReply(
          "errcode",
          "errmsg",
          Set.of(130_101L, 410_100L),
          Map.of(
              310_000L, "check the secret, the keyword or the allowed addresses of the robot",
              300_005L, "check the access token of the robot",
              300_001L, "check the access token of the robot"));

  private final PostClient client;
  private final Clock clock;

  DingTalkSender(PostClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  @Override
  public ChannelType type() {
    return ChannelType.DINGTALK;
  }

  @Override
  public Delivery sendText(ChannelTarget target, Message message, MessageText text)
      throws IOException {
    MessageText plain = text.escapeText(Markup::escapeMarkdown);
    boolean asksForDecision =
        message.type().equals(MessageTexts.BUDGET_REQUEST) && plain.link().isPresent();
    ObjectNode body = asksForDecision ? createCard(plain) : createMarkdown(plain);
    return REPLY.readReply(client.postJson(createUri(target), JSON, body.toString()));
  }

  private URI createUri(ChannelTarget target) throws IOException {
    URI uri = target.uriWithToken("access_token");
    if (target.secret().isEmpty()) {
      return uri;
    }
    long now = clock.millis();
    String sign = RobotSignature.signForDingTalk(target.secret().get(), now);
    return ChannelTarget.withParameter(
        ChannelTarget.withParameter(uri, "timestamp", Long.toString(now)), "sign", sign);
  }

  private static ObjectNode createMarkdown(MessageText text) {
    String tail = text.link().map(link -> "\n[" + text.linkLabel() + "](" + link + ")").orElse("");
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("msgtype", "markdown");
    body.putObject("markdown").put("title", text.title()).put("text", joinLines(text, tail));
    body.putObject("at").put("isAtAll", false);
    return body;
  }

  private static ObjectNode createCard(MessageText text) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("msgtype", "actionCard");
    ObjectNode card = body.putObject("actionCard");
    card.put("title", text.title()).put("text", joinLines(text, "")).put("btnOrientation", "0");
    card.putArray("btns")
        .addObject()
        .put("title", text.linkLabel())
        .put("actionURL", text.link().orElseThrow());
    return body;
  }

  private static String joinLines(MessageText text, String tail) {
    return MessageText.joinLines(
        "#### " + text.title(),
        text.lines().stream().map(line -> "- " + line).toList(),
        tail,
        MOST_BYTES);
  }
}
