/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Settings of the operator's files, which the API shows and does not change. */
@Component
class SettingFiles {

  private volatile Map<SettingAddress, Setting> settings = Map.of();
  private volatile boolean whole = true;

  /** Whether no file is rejected: the settings of one that is may be missing. */
  boolean isWhole() {
    return whole;
  }

  Optional<Setting> findSetting(SettingAddress address) {
    return Optional.ofNullable(settings.get(address));
  }

  List<Setting> listSettings(String kind, String tenant) {
    return settings.values().stream()
        .filter(setting -> setting.address().kind().equals(kind))
        .filter(setting -> setting.address().tenant().equals(tenant))
        .toList();
  }

  List<Setting> listSettings(String kind) {
    return settings.values().stream()
        .filter(setting -> setting.address().kind().equals(kind))
        .toList();
  }

  /** {@code nextWhole}: whether no file is rejected. */
  void replaceAll(Map<SettingAddress, Setting> next, boolean nextWhole) {
    settings = Map.copyOf(next);
    whole = nextWhole;
  }
}
