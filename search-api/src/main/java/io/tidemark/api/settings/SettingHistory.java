/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.settings.SettingChange.Action;
import io.tidemark.api.settings.SettingRepository.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads settings as they were. */
final class SettingHistory {

  /** Ids that are read at once. */
  static final int PAGE = 1_000;

  private final SettingRepository repository;
  private final SettingFiles files;

  SettingHistory(SettingRepository repository, SettingFiles files) {
    this.repository = repository;
    this.files = files;
  }

  /** When a setting was written for the first time since it was last deleted. */
  Instant findCreation(Setting setting) {
    return repository
        .findLastChange(setting.address(), Set.of(Action.CREATED, Action.DELETED))
        .filter(change -> change.action() == Action.CREATED)
        .map(SettingChange::changedAt)
        .orElse(setting.changedAt());
  }

  /**
   * The revision with which a setting began since it was last deleted; 0 when the log of changes
   * does not say it.
   */
  long findFirstRevision(Setting setting) {
    return repository
        .findLastChange(setting.address(), Set.of(Action.CREATED, Action.DELETED))
        .map(change -> change.revision() + (change.action() == Action.DELETED ? 1 : 0))
        .orElse(0L);
  }

  /**
   * The newest revision that is not later than {@code time}, without secrets. A file has no past:
   * it counts at any time.
   */
  Optional<Setting> findAsOf(SettingAddress address, Instant time) {
    Optional<Setting> file = files.findSetting(address);
    if (file.isPresent()) {
      return file;
    }
    // One body alone: there may be no memory for that of now and that of then.
    Optional<Setting> current = repository.findStoredName(address).map(Stored::setting);
    if (current.isEmpty()) {
      return Optional.empty();
    }
    Optional<Setting> then =
        current.get().changedAt().isAfter(time)
            ? Optional.empty()
            : repository
                .findStored(address)
                .map(Stored::setting)
                .filter(setting -> !setting.changedAt().isAfter(time));
    return then.or(() -> findLast(address, time)).filter(setting -> !setting.deleted());
  }

  private Optional<Setting> findLast(SettingAddress address, Instant time) {
    return repository.listChanges(address, ChangesUntil.last(time)).stream()
        .map(SettingChange::toSetting)
        .findFirst();
  }

  /**
   * The settings of one owner as they were at a time, without secrets.
   *
   * @param tenant {@link SettingAddress#SHARED} for those that all tenants share
   */
  List<Setting> listAsOf(SettingKind<?> kind, String tenant, Instant time) {
    Set<String> ids = listIds(kind.id(), tenant);
    files.listSettings(kind.id(), tenant).forEach(file -> ids.add(file.address().id()));
    return ids.stream()
        .flatMap(id -> findAsOf(new SettingAddress(kind.id(), tenant, id), time).stream())
        .toList();
  }

  /** Ids of all settings that there ever were: a deleted one may have counted at a time. */
  private Set<String> listIds(String kind, String tenant) {
    Set<String> ids = new TreeSet<>();
    List<String> page;
    String last = "";
    do {
      page = repository.listIds(kind, tenant, last, PAGE);
      ids.addAll(page);
      last = page.isEmpty() ? last : page.get(page.size() - 1);
    } while (page.size() == PAGE);
    return ids;
  }
}
