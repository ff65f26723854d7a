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
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes one attempt to send through a channel, within the limits of its receiver. */
@Component
class ChannelDelivery {

  private static final String DIGEST = "io.tidemark.digest";

  private final ChannelSecrets secrets;
  private final ReceiverLimits limits;
  private final Map<ChannelType, ChannelSender> senders = new EnumMap<>(ChannelType.class);

  ChannelDelivery(ChannelSecrets secrets, ReceiverLimits limits, List<ChannelSender> senders) {
    this.secrets = secrets;
    this.limits = limits;
    senders.forEach(sender -> this.senders.put(sender.type(), sender));
  }

  Delivery sendMessage(Channel channel, Message message) {
    return attemptDelivery(channel, message, findTexts(channel).writeText(message));
  }

  Delivery sendDigest(Channel channel, List<Message> messages) {
    return attemptDelivery(
        channel, createDigest(messages), findTexts(channel).writeDigest(messages));
  }

  private static MessageTexts findTexts(Channel channel) {
    return new MessageTexts(channel.language(), channel.zone());
  }

  private Delivery attemptDelivery(Channel channel, Message message, MessageText text) {
    try {
      ChannelTarget target = ChannelTarget.resolveTarget(channel, message.tenant(), secrets);
      Optional<Duration> wait = limits.acquireSlot(target);
      if (wait.isPresent()) {
        return Delivery.postpone("The receiver has had as many messages as it takes.", wait.get());
      }
      return hideSecrets(senders.get(channel.type()).sendText(target, message, text), target);
    } catch (ForbiddenTargetException | ChannelFault | IllegalArgumentException e) {
      return Delivery.retry(e.getMessage(), Duration.ZERO);
    } catch (IOException e) {
      return Delivery.retry("The receiver does not answer.", Duration.ZERO);
    }
  }

  /** A receiver may repeat in its answer how it was asked. */
  private static Delivery hideSecrets(Delivery delivery, ChannelTarget target) {
    String reason = delivery.reason();
    for (String secret : target.listSecrets()) {
      reason = reason.replace(secret, "***");
    }
    return new Delivery(delivery.outcome(), reason, delivery.pause());
  }

  /** One message in place of several; it has an id that follows from theirs. */
  private static Message createDigest(List<Message> messages) {
    Message first = messages.get(0);
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ArrayNode ids = data.putArray("messages");
    messages.forEach(message -> ids.add(message.id()));
    return new Message(
        first.id() + "_digest",
        first.tenant(),
        first.channel(),
        DIGEST,
        first.channel(),
        data,
        first.createdAt());
  }
}
