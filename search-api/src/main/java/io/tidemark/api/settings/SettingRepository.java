/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.search.DocumentStore.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps settings and the log of their changes. */
interface SettingRepository {

  /** A setting as it is stored, with what a writer must name to replace it. */
  record Stored(Setting setting, Version version) {}

  /**
   * The setting at this address, a deleted one included.
   *
   * @throws ProblemException 400 when it takes more memory than one answer may have
   */
  Optional<Stored> findStored(SettingAddress address);

  /** The same without its body. */
  Optional<Stored> findStoredName(SettingAddress address);

  /** The same, without its body when that is too large to be read: it can be replaced. */
  default Optional<Stored> findReplaceable(SettingAddress address) {
    try {
      return findStored(address);
    } catch (ProblemException e) {
      if (!e.kind().equals(ProblemException.TOO_LARGE)) {
        throw e;
      }
      return findStoredName(address);
    }
  }

  /** Stores the first revision; false when there is one already. */
  boolean createSetting(Setting first);

  /** Stores the next revision; false when the setting changed since {@code expected} was read. */
  boolean replaceSetting(Setting next, Version expected);

  /** Settings of a kind and tenant by id, at most {@code most}, without deleted ones. */
  List<Setting> listSettings(String kind, String tenant, int most);

  /** How many of these there are, at most {@code most}. */
  int countSettings(String kind, String tenant, int most);

  /**
   * Ids of a kind and tenant in their order, of deleted settings too.
   *
   * @param after the id after which they begin; empty for the first ones
   * @param most how many
   */
  List<String> listIds(String kind, String tenant, String after, int most);

  /**
   * Settings of all tenants from a sequence number on, in its order, deleted ones included.
   *
   * @param without numbers to leave out
   */
  List<Stored> listWritten(long fromSequenceNumber, Set<Long> without, int most);

  /** The same without bodies, of which one may be larger than an answer can be. */
  List<Stored> listWrittenNames(long fromSequenceNumber, Set<Long> without, int most);

  /** Adds an entry to the log of changes; one that is there already stays as it is. */
  void appendChange(SettingChange change);

  /** Whether the change that made one revision is in the log. */
  boolean isLogged(SettingAddress address, long revision);

  /** The change that made one revision. */
  Optional<SettingChange> findChange(SettingAddress address, long revision);

  /** The newest change that is one of {@code actions}. */
  Optional<SettingChange> findLastChange(SettingAddress address, Set<SettingChange.Action> actions);

  /** Changes of a setting, newest first. */
  List<SettingChange> listChanges(SettingAddress address, ChangesUntil asked);
}
