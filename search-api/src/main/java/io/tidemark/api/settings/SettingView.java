/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All settings of one kind in memory, never older than some seconds while Elasticsearch answers.
 * Reading it waits for nothing.
 *
 * @param <T> what a body becomes
 */
public final class SettingView<T> {

  private final SettingKind<T> kind;
  private final UnreadableSettings unreadable;
  private final Map<SettingAddress, SettingEntry<T>> stored = new HashMap<>();
  private volatile Map<SettingAddress, SettingEntry<T>> entries = Map.of();

  SettingView(SettingKind<T> kind, UnreadableSettings unreadable) {
    this.kind = kind;
    this.unreadable = unreadable;
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
      Set<SettingAddress> known = new HashSet<>();
      written.forEach(setting -> known.add(setting.address()));
      stored.keySet().retainAll(known);
      files.forEach(file -> known.add(file.address()));
      unreadable.retain(kind.id(), known);
    }
    for (Setting setting : written) {
      SettingEntry<T> before = stored.get(setting.address());
      if (setting.deleted()) {
        stored.remove(setting.address());
        unreadable.forget(setting.address());
      } else if (before == null || !before.setting().equals(setting)) {
        // A body that a newer release has written may not be readable: the one before counts then.
        unreadable.tryRead(kind, setting).ifPresent(entry -> stored.put(setting.address(), entry));
      }
    }
    Map<SettingAddress, SettingEntry<T>> next = new HashMap<>(stored);
    files.forEach(file -> findOrParse(file).ifPresent(entry -> next.put(file.address(), entry)));
    if (!next.equals(entries)) {
      entries = Map.copyOf(next);
    }
  }

  /** Files are listed again and again, and change seldom. */
  private Optional<SettingEntry<T>> findOrParse(Setting file) {
    SettingEntry<T> before = entries.get(file.address());
    return before != null && before.setting().equals(file)
        ? Optional.of(before)
        : unreadable.tryRead(kind, file);
  }
}
