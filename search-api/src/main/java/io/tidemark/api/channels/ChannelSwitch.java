/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.Precondition;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingStore;
import java.util.EnumSet;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Disables channels whose receivers want no more messages. */
@Component
class ChannelSwitch {

  private static final Logger LOG = LoggerFactory.getLogger(ChannelSwitch.class);

  private final SettingStore store;
  private final ChannelKind kind;

  ChannelSwitch(SettingStore store, ChannelKind kind) {
    this.store = store;
    this.kind = kind;
  }

  /**
   * Disables a channel of the tenant or a shared one, unless it changed since it was read. One of a
   * file stays as it is.
   *
   * @return whether it is disabled now
   */
  boolean disableChannel(String tenant, String id, Channel read) {
    Optional<Setting> found =
        store
            .find(Scope.ofTenant(tenant), kind, id)
            .filter(setting -> setting.origin() == Setting.Origin.API)
            .filter(setting -> kind.parse(id, setting.body()).equals(read));
    return found.isPresent() && storeDisabled(found.get());
  }

  private boolean storeDisabled(Setting setting) {
    SettingAddress address = setting.address();
    Scope writer =
        new Scope(address.tenant(), Scope.OWN_USER, EnumSet.allOf(Role.class), new TreeSet<>());
    ObjectNode body = setting.body().deepCopy().asObject().put(ChannelKind.ENABLED, false);
    try {
      Precondition unchanged = new Precondition(setting.etag(), null);
      store.put(writer, kind, address.id(), address.isShared(), body, unchanged);
      return true;
    } catch (ProblemException e) {
      LOG.info("The channel {} is not disabled: {}", address.id(), e.getMessage());
      return false;
    }
  }
}
