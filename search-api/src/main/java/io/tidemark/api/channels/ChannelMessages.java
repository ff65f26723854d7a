/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.channels.texts.MessageLabels;
import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import io.tidemark.api.outbox.MessageSender;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Sends messages through the channel that they name, as it is now. */
@Component
class ChannelMessages implements MessageSender {

  private final SettingStore store;
  private final ChannelKind kind;
  private final ChannelDelivery delivery;
  private final ChannelSwitch channelSwitch;
  private final MessageLabels labels;

  ChannelMessages(
      SettingStore store,
      ChannelKind kind,
      ChannelDelivery delivery,
      ChannelSwitch channelSwitch,
      MessageLabels labels) {
    this.channelSwitch = channelSwitch;
    this.labels = labels;
    this.store = store;
    this.kind = kind;
    this.delivery = delivery;
  }

  @Override
  public Delivery send(Message message) {
    return deliver(message, channel -> delivery.sendMessage(channel, labels.addTo(message)));
  }

  @Override
  public boolean mayCombine(String tenant, String channel) {
    try {
      return findChannel(tenant, channel)
          .filter(found -> found.enabled() && found.type().isForPeople())
          .isPresent();
    } catch (SettingFault unreadable) {
      return false;
    }
  }

  @Override
  public Delivery sendDigest(List<Message> messages) {
    return deliver(
        messages.get(0),
        channel -> delivery.sendDigest(channel, messages.stream().map(labels::addTo).toList()));
  }

  private Delivery deliver(Message first, Function<Channel, Delivery> attempt) {
    Optional<Channel> channel;
    try {
      channel = findChannel(first.tenant(), first.channel());
    } catch (SettingFault e) {
      // Its host may be allowed again, or the release that wrote it may be back.
      return Delivery.retry(
          "The channel cannot be read: " + e.entry() + ": " + e.getMessage(), Duration.ZERO);
    }
    if (channel.isEmpty()) {
      // It may stand in a file that this instance does not have yet, or cannot read.
      return Delivery.retry("There is no channel with this id.", Duration.ZERO);
    }
    return channel
        .filter(Channel::enabled)
        .map(one -> disableGone(first, one, attempt.apply(one)))
        .orElseGet(() -> Delivery.drop("The channel is disabled."));
  }

  /** A receiver that wants no more messages would be asked for each one. */
  private Delivery disableGone(Message message, Channel channel, Delivery delivery) {
    boolean gone = delivery.outcome() == Delivery.Outcome.FAIL;
    return gone && channelSwitch.disableChannel(message.tenant(), message.channel(), channel)
        ? Delivery.fail(delivery.reason() + " The channel is disabled.")
        : delivery;
  }

  private Optional<Channel> findChannel(String tenant, String channel) {
    return store.findValue(kind, tenant, channel);
  }
}
