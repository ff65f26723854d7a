/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.channels.texts.MessageText;
import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends messages to group robots of WeCom. */
@Component
class WecomSender implements ChannelSender {

  private static final int MOST_BYTES = 4_096;
  private static final RobotReply REPLY =
      new RobotReply(
          "errcode",
          "errmsg",
          Set.of(45_009L, 45_033L),
          Map.of(93_000L, "check the key of the robot", 40_058L, "the message is too long"));

  private final PostClient client;

  WecomSender(PostClient client) {
    this.client = client;
  }

  @Override
  public ChannelType type() {
    return ChannelType.WECOM;
  }

  @Override
  public Delivery sendText(ChannelTarget target, Message message, MessageText text)
      throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("msgtype", "markdown");
    body.putObject("markdown")
        .put("content", createContent(text.escapeText(Markup::escapeMarkdown)));
    return REPLY.readReply(client.postJson(target.uriWithToken("key"), JSON, body.toString()));
  }

  static String createContent(MessageText text) {
    String head =
        "**<font color=\"" + chooseColor(text.tone()) + "\">" + text.title() + "</font>**";
    List<String> lines = text.lines().stream().map(line -> "> " + line).toList();
    String tail = text.link().map(link -> "[" + text.linkLabel() + "](" + link + ")").orElse("");
    return MessageText.joinLines(head, lines, tail, MOST_BYTES);
  }

  private static String chooseColor(MessageText.Tone tone) {
    return switch (tone) {
      case ALARM, WARNING -> "warning";
      case GOOD -> "info";
      case NEUTRAL -> "comment";
    };
  }
}
