/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

/**
 * A channel of a tenant.
 *
 * @param channel id of the channel, in the tenant
 */
record ChannelKey(String tenant, String channel) {

  static ChannelKey of(Message message) {
    return new ChannelKey(message.tenant(), message.channel());
  }
}
