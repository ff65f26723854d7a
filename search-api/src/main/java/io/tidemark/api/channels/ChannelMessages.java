/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import io.tidemark.api.outbox.MessageSender;
import io.tidemark.api.settings.SettingStore;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Sends messages through the channel that they name, as it is now. */
@Component
class ChannelMessages implements MessageSender {

  private final SettingStore store;
  private final ChannelKind kind;
  private final ChannelDelivery delivery;
  private final MessageLabels labels;

  ChannelMessages(
      SettingStore store, ChannelKind kind, ChannelDelivery delivery, MessageLabels labels) {
    this.labels = labels;
    this.store = store;
    this.kind = kind;
    this.delivery = delivery;
  }

  @Override
  public Delivery send(Message message) {
    return findChannel(message.tenant(), message.channel())
        .map(channel -> delivery.sendMessage(channel, labels.addTo(message)))
        .orElseGet(ChannelMessages::drop);
  }

  @Override
  public boolean mayCombine(String tenant, String channel) {
    return findChannel(tenant, channel).map(found -> found.type().isForPeople()).orElse(false);
  }

  @Override
  public Delivery sendDigest(List<Message> messages) {
    Message first = messages.get(0);
    return findChannel(first.tenant(), first.channel())
        .map(channel -> delivery.sendDigest(channel, messages.stream().map(labels::addTo).toList()))
        .orElseGet(ChannelMessages::drop);
  }

  private Optional<Channel> findChannel(String tenant, String channel) {
    return store.findValue(kind, tenant, channel).filter(Channel::enabled);
  }

  private static Delivery drop() {
    return Delivery.drop("The channel is gone or disabled.");
  }
}
