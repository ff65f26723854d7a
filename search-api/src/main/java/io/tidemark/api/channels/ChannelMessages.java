/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import io.tidemark.api.outbox.MessageSender;
import io.tidemark.api.settings.SettingStore;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Sends messages through the channel that they name, as it is now. */
@Component
class ChannelMessages implements MessageSender {

  private final SettingStore store;
  private final ChannelKind kind;
  private final WebhookSender webhooks;

  ChannelMessages(SettingStore store, ChannelKind kind, WebhookSender webhooks) {
    this.store = store;
    this.kind = kind;
    this.webhooks = webhooks;
  }

  @Override
  public Delivery send(Message message) {
    Optional<Channel> channel =
        store.findValue(kind, message.tenant(), message.channel()).filter(Channel::enabled);
    return channel
        .map(one -> webhooks.send(one, message))
        .orElseGet(() -> Delivery.drop("The channel is gone or disabled."));
  }
}
