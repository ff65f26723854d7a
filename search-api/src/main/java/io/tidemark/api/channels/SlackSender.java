/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.channels.texts.MessageText;
import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends messages to incoming webhooks of Slack, and of what takes the same bodies. */
@Component
class SlackSender implements ChannelSender {

  /** A section of a message may have 3,000 characters. */
  private static final int MOST_BYTES = 2_900;

  private static final int GONE = 410;

  /** Reasons are single words such as {@code invalid_payload}. */
  private static final Pattern REASON = Pattern.compile("[a-z_]{1,60}");

  private final PostClient client;

  SlackSender(PostClient client) {
    this.client = client;
  }

  @Override
  public ChannelType type() {
    return ChannelType.SLACK;
  }

  @Override
  public Delivery sendText(ChannelTarget target, Message message, MessageText text)
      throws IOException {
    String body = createBody(text.escapeText(Markup::escapeSlack)).toString();
    return readDelivery(client.postJson(target.uriBelow(), JSON, body));
  }

  private static ObjectNode createBody(MessageText text) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("text", text.title());
    ArrayNode blocks = body.putArray("blocks");
    String lines = MessageText.joinLines("*" + text.title() + "*", text.lines(), "", MOST_BYTES);
    blocks
        .addObject()
        .put("type", "section")
        .putObject("text")
        .put("type", "mrkdwn")
        .put("text", lines);
    text.link().ifPresent(link -> addButton(blocks, text.linkLabel(), link));
    return body;
  }

  private static void addButton(ArrayNode blocks, String label, String link) {
    ObjectNode button = blocks.addObject().put("type", "actions").putArray("elements").addObject();
    button.put("type", "button");
    button.putObject("text").put("type", "plain_text").put("text", label);
    button.put("url", link);
  }

  private static Delivery readDelivery(PostClient.Reply reply) {
    String word = reply.body().strip();
    // Others that take the same bodies answer 2xx without a text.
    if (reply.isSuccess() && (word.equals("ok") || word.isEmpty())) {
      return Delivery.delivered();
    }
    String reason =
        "The receiver answers "
            + reply.status()
            + (REASON.matcher(word).matches() ? " (" + word + ")." : ".");
    return reply.status() == GONE ? Delivery.fail(reason) : reply.toFailure(reason);
  }
}
