/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Settings that this release cannot read, for example since a later one wrote them. They cost no
 * other setting; the log names each revision once, and the status lists them.
 */
@Component
public class UnreadableSettings {

  private static final Logger LOG = LoggerFactory.getLogger(UnreadableSettings.class);

  private static final int MOST_NOTED = 1_000;
  private static final int MOST_LISTED = 20;

  private final Map<SettingAddress, Noted> noted = new ConcurrentHashMap<>();

  private record Noted(String etag, UnreadableSetting about) {}

  /** The newest revisions of a tenant's own settings that cannot be read, by kind and id. */
  public List<UnreadableSetting> list(String tenant) {
    return noted.entrySet().stream()
        .filter(one -> one.getKey().tenant().equals(tenant))
        .map(one -> one.getValue().about())
        .sorted(Comparator.comparing(UnreadableSetting::kind).thenComparing(UnreadableSetting::id))
        .limit(MOST_LISTED)
        .toList();
  }

  /** The setting with its value; empty when it cannot be read. */
  public <T> Optional<SettingEntry<T>> tryRead(SettingKind<T> kind, Setting setting) {
    try {
      T value = kind.parse(setting.address().id(), setting.body());
      forget(setting.address());
      return Optional.of(new SettingEntry<>(setting, value));
    } catch (RuntimeException e) {
      // Also of a kind that fails with such a body: it must cost no other setting.
      note(setting, e);
      return Optional.empty();
    }
  }

  private void note(Setting setting, RuntimeException failure) {
    SettingAddress address = setting.address();
    if (noted.size() >= MOST_NOTED && !noted.containsKey(address)) {
      return;
    }
    boolean fault = failure instanceof SettingFault;
    UnreadableSetting about =
        new UnreadableSetting(
            address.kind(),
            address.id(),
            fault ? ((SettingFault) failure).entry() : "",
            fault ? failure.getMessage() : failure.toString());
    Noted now = new Noted(setting.etag(), about);
    if (!now.equals(noted.put(address, now))) {
      LOG.warn(
          "The {} {} of {} cannot be read: {}: {}",
          about.kind(),
          about.id(),
          address.isShared() ? "all tenants" : address.tenant(),
          about.entry(),
          about.reason());
    }
  }

  /** The setting can be read, or is gone. */
  void forget(SettingAddress address) {
    noted.remove(address);
  }

  /** Forgets settings of a kind that are gone. */
  void retain(String kind, Set<SettingAddress> known) {
    noted.keySet().removeIf(address -> address.kind().equals(kind) && !known.contains(address));
  }
}
