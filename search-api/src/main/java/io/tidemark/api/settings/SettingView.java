/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All settings of one kind in memory, never older than some seconds while Elasticsearch answers.
 * Reading it waits for nothing.
 *
 * @param <T> what a body becomes
 */
public final class SettingView<T> {

  private static final Logger LOG = LoggerFactory.getLogger(SettingView.class);

  private final SettingKind<T> kind;
  private final Map<SettingAddress, SettingEntry<T>> stored = new HashMap<>();
  private volatile Map<SettingAddress, SettingEntry<T>> entries = Map.of();

  SettingView(SettingKind<T> kind) {
    this.kind = kind;
  }

  /** The setting of the tenant, or the one that all tenants share. */
  public Optional<SettingEntry<T>> find(String tenant, String id) {
    Map<SettingAddress, SettingEntry<T>> now = entries;
    return Optional.ofNullable(now.get(new SettingAddress(kind.id(), tenant, id)))
        .or(
            () ->
                Optional.ofNullable(
                    now.get(new SettingAddress(kind.id(), SettingAddress.SHARED, id))));
  }

  /** Settings of the tenant and shared ones by id; one of the tenant hides a shared one. */
  public List<SettingEntry<T>> list(String tenant) {
    Map<String, SettingEntry<T>> byId = new TreeMap<>();
    Map<SettingAddress, SettingEntry<T>> now = entries;
    for (String owner : List.of(SettingAddress.SHARED, tenant)) {
      now.forEach(
          (address, entry) -> {
            if (address.tenant().equals(owner)) {
              byId.put(address.id(), entry);
            }
          });
    }
    return List.copyOf(byId.values());
  }

  /** Another object whenever settings may have changed. */
  public Object version() {
    return entries;
  }

  /** Tenants that have settings of their own. */
  public Set<String> tenants() {
    Set<String> tenants = new TreeSet<>();
    entries.keySet().forEach(address -> tenants.add(address.tenant()));
    tenants.remove(SettingAddress.SHARED);
    return tenants;
  }

  String kind() {
    return kind.id();
  }

  /** Takes what was written; with {@code whole}, what is not among it is gone. */
  void applyWritten(Collection<Setting> written, Collection<Setting> files, boolean whole) {
    if (whole) {
      List<SettingAddress> known = new ArrayList<>();
      written.forEach(setting -> known.add(setting.address()));
      stored.keySet().retainAll(Set.copyOf(known));
    }
    for (Setting setting : written) {
      SettingEntry<T> before = stored.get(setting.address());
      if (setting.deleted()) {
        stored.remove(setting.address());
      } else if (before == null || !before.setting().equals(setting)) {
        parse(setting).ifPresent(entry -> stored.put(setting.address(), entry));
      }
    }
    Map<SettingAddress, SettingEntry<T>> next = new HashMap<>(stored);
    files.forEach(file -> parse(file).ifPresent(entry -> next.put(file.address(), entry)));
    if (!next.equals(entries)) {
      entries = Map.copyOf(next);
    }
  }

  /** A body that a newer release has written may not be readable: then the one before counts. */
  private Optional<SettingEntry<T>> parse(Setting setting) {
    try {
      return Optional.of(
          new SettingEntry<>(setting, kind.parse(setting.address().id(), setting.body())));
    } catch (SettingFault fault) {
      LOG.warn(
          "The {} {} cannot be read: {}: {}",
          kind.id(),
          setting.address().id(),
          fault.entry(),
          fault.getMessage());
      return Optional.empty();
    } catch (RuntimeException e) {
      // One body must not keep all settings of all tenants from being read.
      LOG.warn("The {} {} cannot be read: {}", kind.id(), setting.address().id(), e.toString());
      return Optional.empty();
    }
  }
}
