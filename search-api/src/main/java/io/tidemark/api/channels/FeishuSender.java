/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.channels.texts.MessageText;
import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends messages to robots of Feishu and Lark, signed when the channel has a secret. */
@Component
class FeishuSender implements ChannelSender {

  /** A request may have 20 KB; JSON makes a text longer by its escapes. */
  private static final int MOST_BYTES = 12_000;

  private static final RobotReply REPLY =
      new RobotReply(
          "code",
          "msg",
          Set.of(11_232L, 9_499L),
          Map.of(
              19_021L, "check the secret of the robot and the clock of this machine",
              19_022L, "check the allowed addresses of the robot",
              19_024L, "check the keyword of the robot",
              19_001L, "check the address of the robot"));

  private final PostClient client;
  private final Clock clock;

  FeishuSender(PostClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  @Override
  public ChannelType type() {
    return ChannelType.FEISHU;
  }

  @Override
  public Delivery sendText(ChannelTarget target, Message message, MessageText text)
      throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    target
        .secret()
        .ifPresent(
            secret -> {
              long now = clock.instant().getEpochSecond();
              body.put("timestamp", Long.toString(now));
              body.put("sign", RobotSignature.signForFeishu(secret, now));
            });
    body.put("msg_type", "interactive");
    body.set("card", createCard(text.escapeText(Markup::escapeMarkdown), text.title()));
    return REPLY.readReply(client.postJson(target.uriBelow(), JSON, body.toString()));
  }

  /** {@code title}: as it is, since headers have no markup. */
  private static ObjectNode createCard(MessageText text, String title) {
    ObjectNode card = JsonNodeFactory.instance.objectNode();
    ObjectNode header = card.putObject("header");
    header.putObject("title").put("tag", "plain_text").put("content", title);
    header.put("template", chooseColor(text.tone()));
    ArrayNode elements = card.putArray("elements");
    String lines = MessageText.joinLines("", text.lines(), "", MOST_BYTES).strip();
    elements
        .addObject()
        .put("tag", "div")
        .putObject("text")
        .put("tag", "lark_md")
        .put("content", lines);
    text.link().ifPresent(link -> addButton(elements, text.linkLabel(), link));
    return card;
  }

  private static void addButton(ArrayNode elements, String label, String link) {
    ObjectNode button = elements.addObject().put("tag", "action").putArray("actions").addObject();
    button.put("tag", "button");
    button.putObject("text").put("tag", "plain_text").put("content", label);
    button.put("url", link).put("type", "primary");
  }

  private static String chooseColor(MessageText.Tone tone) {
    return switch (tone) {
      case ALARM -> "red";
      case WARNING -> "orange";
      case GOOD -> "green";
      case NEUTRAL -> "blue";
    };
  }
}
