/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.SettingRepository.Stored;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Reads and changes settings for a caller. When two writers start from the same revision, one of
 * them wins.
 */
@Component
public class SettingStore implements SettingRevisions {

  private static final Logger LOG = LoggerFactory.getLogger(SettingStore.class);

  /** A writer without a condition starts again when another one was faster. */
  private static final int MOST_TRIES = 10;

  /** Another writer was faster. */
  private static final Set<String> FASTER =
      Set.of(ProblemException.PRECONDITION_FAILED, ProblemException.NOT_FOUND);

  private final SettingRepository repository;
  private final SettingFiles files;
  private final ChangeLog log;
  private final SettingHistory history;
  private final UnreadableSettings unreadable;
  private final Clock clock;

  SettingStore(
      SettingRepository repository,
      SettingFiles files,
      UnreadableSettings unreadable,
      Clock clock) {
    this.unreadable = unreadable;
    this.repository = repository;
    this.files = files;
    this.log = new ChangeLog(repository);
    this.history = new SettingHistory(repository, files);
    this.clock = clock;
  }

  /** Changes of one setting, and whether all tenants share it. */
  record SettingChanges(boolean shared, List<SettingChange> changes) {}

  /** A revision, and whether it is the first one or follows a deletion. */
  public record Written(Setting setting, boolean created) {}

  /**
   * The setting of the tenant, or the one that all tenants share.
   *
   * @throws ProblemException 403 when the caller may not read this kind
   */
  public Optional<Setting> find(Scope scope, SettingKind<?> kind, String id) {
    SettingAccess.requireReader(scope, kind);
    return find(new SettingAddress(kind.id(), scope.tenant(), id))
        .or(() -> find(new SettingAddress(kind.id(), SettingAddress.SHARED, id)));
  }

  /** The setting that all tenants share. */
  public Optional<Setting> findShared(Scope scope, SettingKind<?> kind, String id) {
    SettingAccess.requireReader(scope, kind);
    return find(new SettingAddress(kind.id(), SettingAddress.SHARED, id));
  }

  /**
   * The value of the tenant's setting, or of the shared one, for the API itself.
   *
   * @throws SettingFault when a newer release wrote it and this one cannot read it
   */
  public <T> Optional<T> findValue(SettingKind<T> kind, String tenant, String id) {
    return find(new SettingAddress(kind.id(), tenant, id))
        .or(() -> find(new SettingAddress(kind.id(), SettingAddress.SHARED, id)))
        .map(setting -> kind.parse(id, setting.body()));
  }

  /**
   * When a setting was written for the first time since it was last deleted, as far as the log of
   * changes knows.
   */
  public Instant findCreation(Setting setting) {
    return history.findCreation(setting);
  }

  @Override
  public boolean isCurrent(Setting setting) {
    return setting.origin() == Setting.Origin.FILE
        || repository
            .findStoredName(setting.address())
            .filter(stored -> stored.setting().revision() == setting.revision())
            .isPresent();
  }

  @Override
  public long findFirstRevision(Setting setting) {
    return setting.origin() == Setting.Origin.FILE ? 0 : history.findFirstRevision(setting);
  }

  private Optional<Setting> find(SettingAddress address) {
    return files
        .findSetting(address)
        .or(() -> findStored(address).filter(found -> !found.deleted()));
  }

  private Optional<Setting> findStored(SettingAddress address) {
    return repository.findStored(address).map(Stored::setting);
  }

  /**
   * As {@link #find(Scope, SettingKind, String)} at a time: the newest revision that is not later.
   */
  public Optional<Setting> findAsOf(Scope scope, SettingKind<?> kind, String id, Instant time) {
    SettingAccess.requireReader(scope, kind);
    return findAsOf(new SettingAddress(kind.id(), scope.tenant(), id), time)
        .or(() -> findAsOf(new SettingAddress(kind.id(), SettingAddress.SHARED, id), time));
  }

  /**
   * The newest revision that is not later than {@code time}, without secrets. A file has no past:
   * it counts at any time.
   */
  public Optional<Setting> findAsOf(SettingAddress address, Instant time) {
    return history.findAsOf(address, time);
  }

  /**
   * The settings of one owner as they were at a time, without secrets.
   *
   * @param tenant {@link SettingAddress#SHARED} for those that all tenants share
   */
  public List<Setting> listAsOf(SettingKind<?> kind, String tenant, Instant time) {
    return history.listAsOf(kind, tenant, time);
  }

  /** Settings of the tenant and shared ones by id; one of the tenant hides a shared one. */
  public List<Setting> list(Scope scope, SettingKind<?> kind) {
    SettingAccess.requireReader(scope, kind);
    Map<String, Setting> byId = new TreeMap<>();
    if (!kind.sharedWriters().isEmpty()) {
      addAll(kind, SettingAddress.SHARED, byId);
    }
    addAll(kind, scope.tenant(), byId);
    return List.copyOf(byId.values());
  }

  /**
   * The settings of the tenant itself by id, with their values, for the API itself; without those
   * that this release cannot read.
   */
  public <T> List<SettingEntry<T>> listValues(SettingKind<T> kind, String tenant) {
    Map<String, Setting> byId = new TreeMap<>();
    addAll(kind, tenant, byId);
    return byId.values().stream().flatMap(one -> unreadable.tryRead(kind, one).stream()).toList();
  }

  /** The setting with its value; empty when this release cannot read it. */
  public <T> Optional<SettingEntry<T>> tryRead(SettingKind<T> kind, Setting setting) {
    return unreadable.tryRead(kind, setting);
  }

  /**
   * The setting with its value, for a request that is about this setting or needs all of them.
   *
   * @throws ProblemException 409 when this release cannot read it
   */
  public <T> SettingEntry<T> read(SettingKind<T> kind, Setting setting) {
    String id = setting.address().id();
    try {
      return new SettingEntry<>(setting, kind.parse(id, setting.body()));
    } catch (RuntimeException e) {
      // Its kind may fail with what a later release wrote.
      boolean fault = e instanceof SettingFault;
      if (!fault) {
        LOG.warn("The {} {} cannot be read", kind.id(), id, e);
      }
      throw ProblemException.conflict(
          "unreadable-setting",
          "This release cannot read the %s %s: %s Save it again, or delete it."
              .formatted(kind.id(), id, fault ? e.getMessage() : "the log says why."));
    }
  }

  private void addAll(SettingKind<?> kind, String tenant, Map<String, Setting> byId) {
    if (kind.mostPerTenant() == SettingKind.UNLIMITED) {
      throw new IllegalArgumentException("A view lists " + kind.plural());
    }
    List<Setting> all =
        new ArrayList<>(repository.listSettings(kind.id(), tenant, kind.mostPerTenant()));
    all.addAll(files.listSettings(kind.id(), tenant));
    all.forEach(setting -> byId.put(setting.address().id(), setting));
  }

  /** Changes of one setting until a time, newest first. */
  public List<SettingChange> listChanges(
      Scope scope, SettingKind<?> kind, String id, boolean shared, ChangesUntil asked) {
    SettingAccess.requireReader(scope, kind);
    SettingAddress address = SettingAccess.createAddress(scope, kind, id, shared);
    findStored(address).ifPresent(setting -> log.ensureLogged(kind, setting));
    return repository.listChanges(address, asked);
  }

  /** The same for the setting that the tenant saw then: its own one, or the shared one. */
  SettingChanges listChangesSeen(Scope scope, SettingKind<?> kind, String id, ChangesUntil asked) {
    List<SettingChange> own = listChanges(scope, kind, id, false, asked);
    // A file has no past: it hides the shared setting at any time.
    boolean inFile =
        files.findSetting(new SettingAddress(kind.id(), scope.tenant(), id)).isPresent();
    if (inFile || !own.isEmpty()) {
      return new SettingChanges(false, own);
    }
    List<SettingChange> shared = listChanges(scope, kind, id, true, asked);
    boolean inUse = find(scope, kind, id).filter(one -> one.address().isShared()).isPresent();
    return new SettingChanges(!shared.isEmpty() || inUse, shared);
  }

  /**
   * Stores a revision.
   *
   * @param shared whether all tenants share the setting
   * @throws ProblemException 400 for a body that is not accepted or too large to be read, 403 when
   *     the caller may not write, 409 for a setting of a file or one too many, 412 when the
   *     condition does not hold
   */
  public Written put(
      Scope scope,
      SettingKind<?> kind,
      String id,
      boolean shared,
      JsonNode body,
      Precondition condition) {
    SettingAddress address = requireWritable(scope, kind, id, shared);
    parse(kind, address, body);
    return write(
        address,
        condition,
        found -> {
          if (isAbsent(found)) {
            requireRoom(kind, address.tenant());
          }
          return revision(address, found, body, scope.user(), false);
        },
        kind);
  }

  /**
   * Deletes a setting. Its past stays readable.
   *
   * @throws ProblemException as for {@code put}, and 404 when there is none
   */
  public Setting delete(
      Scope scope, SettingKind<?> kind, String id, boolean shared, Precondition condition) {
    SettingAddress address = requireWritable(scope, kind, id, shared);
    return write(
            address,
            condition,
            found -> {
              if (isAbsent(found)) {
                throw notFound();
              }
              return revision(address, found, SettingDocument.EMPTY, scope.user(), true);
            },
            kind)
        .setting();
  }

  /** Deletes a setting that has no effect any more, unless it changed; for the API itself. */
  public void deleteEnded(SettingKind<?> kind, Setting ended) {
    SettingAddress address = ended.address();
    Precondition unchanged = new Precondition(ended.etag(), null);
    try {
      delete(Scope.ofTenant(address.tenant()), kind, address.id(), false, unchanged);
    } catch (ProblemException e) {
      if (!FASTER.contains(e.kind())) {
        throw e;
      }
    }
  }

  /** 404: there is no such setting, or none that the caller may see. */
  public static ProblemException notFound() {
    return ProblemException.notFound("There is no such setting that you may see.");
  }

  private interface NextRevision {
    Setting after(Optional<Setting> current);
  }

  private Written write(
      SettingAddress address, Precondition condition, NextRevision next, SettingKind<?> kind) {
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<Stored> stored = repository.findReplaceable(address);
      Optional<Setting> current = stored.map(Stored::setting);
      condition.requireMatch(current.filter(setting -> !setting.deleted()));
      Setting setting = next.after(current);
      current.ifPresent(before -> log.ensureLogged(kind, before));
      boolean won =
          stored.isEmpty()
              ? repository.createSetting(setting)
              : repository.replaceSetting(setting, stored.get().version());
      if (won) {
        JsonNode before = isAbsent(current) ? null : current.get().body();
        log.appendChange(kind, before, setting);
        return new Written(setting, before == null);
      }
    }
    throw ProblemException.conflict(
        "busy", "Others change this setting at the same time; try again, with If-Match.");
  }

  private Setting revision(
      SettingAddress address,
      Optional<Setting> before,
      JsonNode body,
      String user,
      boolean deleted) {
    long number = before.map(Setting::revision).orElse(0L) + 1;
    // Clocks of instances differ: a revision is later than the one before in any case.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant least = before.map(one -> one.changedAt().plusMillis(1)).orElse(now);
    Instant time = now.isBefore(least) ? least : now;
    return new Setting(address, number, body, user, time, deleted, Setting.Origin.API);
  }

  private static boolean isAbsent(Optional<Setting> found) {
    return found.map(Setting::deleted).orElse(true);
  }

  private void requireRoom(SettingKind<?> kind, String tenant) {
    int most = kind.mostPerTenant();
    if (most == SettingKind.UNLIMITED) {
      return;
    }
    if (repository.countSettings(kind.id(), tenant, most) >= most) {
      throw ProblemException.conflict(
          "too-many", "There are " + most + " " + kind.plural() + " already; delete some first.");
    }
  }

  private static <T> void parse(SettingKind<T> kind, SettingAddress address, JsonNode body) {
    try {
      kind.requireCurrent(address.tenant(), parseBody(kind, address.id(), body));
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }

  /** Reads a body within the limits of all kinds. */
  static <T> T parseBody(SettingKind<T> kind, String id, JsonNode body) {
    BodyLimits.requireLimits(body, kind.secretMembers());
    return kind.parse(id, body);
  }

  private SettingAddress requireWritable(
      Scope scope, SettingKind<?> kind, String id, boolean shared) {
    SettingAccess.requireWriter(scope, kind, shared);
    SettingAddress address = SettingAccess.createAddress(scope, kind, id, shared);
    if (files.findSetting(address).isPresent()) {
      throw ProblemException.conflict(
          "read-only", "This setting is in a file of the operator and is changed there, not here.");
    }
    return address;
  }

  /**
   * Requires that the caller may change settings of this kind.
   *
   * @throws ProblemException 403 otherwise
   */
  public void requireWriter(Scope scope, SettingKind<?> kind, boolean shared) {
    SettingAccess.requireWriter(scope, kind, shared);
  }
}
