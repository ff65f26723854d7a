/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.search.DocumentStore.Version;
import io.tidemark.api.settings.ChangesUntil.Bodies;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.MissingNode;

/** Keeps settings in memory, by the same rules as Elasticsearch. */
final class MemorySettings implements SettingRepository {

  private final Map<String, Stored> settings = new HashMap<>();
  private final Map<String, SettingChange> changes = new LinkedHashMap<>();
  private long sequenceNumber;
  private boolean logLost;
  private int mostAtOnce = Integer.MAX_VALUE;
  private int longestBody = Integer.MAX_VALUE;
  private int read;
  private Set<Long> hidden = Set.of();

  /** From now on, entries of the log are lost as if the instance failed before it wrote them. */
  synchronized void loseLog(boolean lost) {
    logLost = lost;
  }

  /** From now on, more of them are larger than an answer can be. */
  synchronized void limitAnswers(int most) {
    mostAtOnce = most;
  }

  /** From now on, settings with a longer body are larger than an answer can be. */
  synchronized void limitBodies(int most) {
    longestBody = most;
  }

  @Override
  public synchronized Optional<Stored> findStored(SettingAddress address) {
    Stored found = settings.get(address.documentId());
    if (found != null && isTooLarge(found.setting())) {
      throw ProblemException.tooLarge("Too large.", longestBody);
    }
    return Optional.ofNullable(found);
  }

  private boolean isTooLarge(Setting setting) {
    return setting.body().toString().length() > longestBody;
  }

  @Override
  public synchronized Optional<Stored> findStoredName(SettingAddress address) {
    return Optional.ofNullable(settings.get(address.documentId()))
        .map(stored -> new Stored(withoutBody(stored.setting()), stored.version()));
  }

  @Override
  public synchronized boolean createSetting(Setting first) {
    if (settings.containsKey(first.address().documentId())) {
      return false;
    }
    put(first);
    return true;
  }

  @Override
  public synchronized boolean replaceSetting(Setting next, Version expected) {
    Stored stored = settings.get(next.address().documentId());
    if (stored == null || !stored.version().equals(expected)) {
      return false;
    }
    put(next);
    return true;
  }

  private void put(Setting setting) {
    Version version = new Version(sequenceNumber++, 1);
    settings.put(setting.address().documentId(), new Stored(setting, version));
  }

  @Override
  public synchronized List<Setting> listSettings(String kind, String tenant, int most) {
    return settings.values().stream()
        .map(Stored::setting)
        .filter(setting -> !setting.deleted())
        .filter(setting -> setting.address().kind().equals(kind))
        .filter(setting -> setting.address().tenant().equals(tenant))
        .sorted(Comparator.comparing(setting -> setting.address().id()))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized int countSettings(String kind, String tenant, int most) {
    return listSettings(kind, tenant, most).size();
  }

  @Override
  public synchronized List<String> listIds(String kind, String tenant, String after, int most) {
    return settings.values().stream()
        .map(stored -> stored.setting().address())
        .filter(address -> address.kind().equals(kind) && address.tenant().equals(tenant))
        .map(SettingAddress::id)
        .filter(id -> id.compareTo(after) > 0)
        .sorted()
        .limit(most)
        .toList();
  }

  /** How many settings were read since the last call. */
  synchronized int countRead() {
    int count = read;
    read = 0;
    return count;
  }

  /** From now on, searches do not find these writes, as if they were not complete. */
  synchronized void hideWrites(Set<Long> numbers) {
    hidden = numbers;
  }

  @Override
  public synchronized List<Stored> listWritten(
      long fromSequenceNumber, Set<Long> without, int most) {
    List<Stored> written = findWritten(fromSequenceNumber, without, most);
    boolean large = written.stream().anyMatch(one -> isTooLarge(one.setting()));
    if (large || written.size() > mostAtOnce) {
      throw ProblemException.tooLarge("Too large.", mostAtOnce);
    }
    read += written.size();
    return written;
  }

  private List<Stored> findWritten(long fromSequenceNumber, Set<Long> without, int most) {
    return settings.values().stream()
        .filter(stored -> stored.version().sequenceNumber() >= fromSequenceNumber)
        .filter(stored -> !without.contains(stored.version().sequenceNumber()))
        .filter(stored -> !hidden.contains(stored.version().sequenceNumber()))
        .sorted(Comparator.comparing(stored -> stored.version().sequenceNumber()))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<Stored> listWrittenNames(
      long fromSequenceNumber, Set<Long> without, int most) {
    return findWritten(fromSequenceNumber, without, most).stream()
        .map(stored -> new Stored(withoutBody(stored.setting()), stored.version()))
        .toList();
  }

  private static Setting withoutBody(Setting setting) {
    return new Setting(
        setting.address(),
        setting.revision(),
        MissingNode.getInstance(),
        setting.changedBy(),
        setting.changedAt(),
        setting.deleted(),
        setting.origin());
  }

  @Override
  public synchronized void appendChange(SettingChange change) {
    if (!logLost) {
      changes.putIfAbsent(change.address().changeId(change.revision()), change);
    }
  }

  @Override
  public synchronized boolean isLogged(SettingAddress address, long revision) {
    return changes.containsKey(address.changeId(revision));
  }

  @Override
  public synchronized Optional<SettingChange> findChange(SettingAddress address, long revision) {
    return Optional.ofNullable(changes.get(address.changeId(revision)));
  }

  @Override
  public synchronized Optional<SettingChange> findLastChange(
      SettingAddress address, Set<SettingChange.Action> actions) {
    return changes.values().stream()
        .filter(change -> change.address().equals(address))
        .filter(change -> actions.contains(change.action()))
        .max(Comparator.comparing(SettingChange::revision));
  }

  @Override
  public synchronized List<SettingChange> listChanges(SettingAddress address, ChangesUntil asked) {
    return changes.values().stream()
        .filter(change -> change.address().equals(address))
        .filter(change -> !change.changedAt().isAfter(asked.time()))
        .sorted(Comparator.comparing(SettingChange::revision).reversed())
        .limit(asked.most())
        .map(change -> withBodies(change, asked.bodies()))
        .toList();
  }

  private static SettingChange withBodies(SettingChange change, Bodies bodies) {
    return new SettingChange(
        change.address(),
        change.revision(),
        change.action(),
        bodies == Bodies.BOTH ? change.before() : null,
        bodies == Bodies.NONE ? null : change.after(),
        change.changedBy(),
        change.changedAt());
  }
}
