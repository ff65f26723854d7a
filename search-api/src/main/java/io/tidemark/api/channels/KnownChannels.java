/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingStore;
import org.springframework.stereotype.Component;

/** Which channels there are, for settings that name them. */
@Component
public class KnownChannels {

  private final SettingStore store;
  private final ChannelKind kind;

  KnownChannels(SettingStore store, ChannelKind kind) {
    this.store = store;
    this.kind = kind;
  }

  /** Whether the tenant has a channel with this id, or shares one. */
  public boolean contains(String tenant, String id) {
    try {
      return store.findValue(kind, tenant, id).isPresent();
    } catch (SettingFault unreadable) {
      return true;
    }
  }

  /** Whether messages to the channel must have all groups that they are about. */
  public boolean needsAllGroups(String tenant, String id) {
    try {
      // Messages of a channel that is gone or unreadable wait, and must not lack a group then.
      return store
          .findValue(kind, tenant, id)
          .map(channel -> channel.type().needsAllGroups())
          .orElse(true);
    } catch (SettingFault unreadable) {
      return true;
    }
  }
}
