/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import io.tidemark.api.access.Scope;
import io.tidemark.api.directory.DirectoryStore;
import io.tidemark.api.erasure.Erasure.Mode;
import io.tidemark.api.erasure.Erasure.State;
import io.tidemark.api.hold.Holds;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.index.PermanentIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Erases people, and erases again what replays, rebuilds and late events bring back. Each step may
 * be repeated, so that any instance may go on with what another one began.
 */
@Component
class Erasures {

  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
  private static final int ID_DIGITS = 16;

  /** Accesses wait in the memory of an instance while Elasticsearch takes none. */
  private static final Duration LATEST_ACCESS = Duration.ofDays(1);

  private final Tombstones tombstones;
  private final PersonKeys keys;
  private final UsageErasure usage;
  private final OwnDocuments own;
  private final DirectoryStore names;
  private final Holds holds;
  private final Clock clock;

  Erasures(
      Tombstones tombstones,
      PersonKeys keys,
      UsageErasure usage,
      OwnDocuments own,
      DirectoryStore names,
      Holds holds,
      Clock clock) {
    this.tombstones = tombstones;
    this.keys = keys;
    this.usage = usage;
    this.own = own;
    this.names = names;
    this.holds = holds;
    this.clock = clock;
  }

  /** The id that stands for a person. */
  String createPseudonym(String tenant, String user) {
    return keys.createPseudonym(tenant, user);
  }

  /**
   * Begins the erasure of a person, or the same one again. Deletion may follow on pseudonyms, and
   * nothing brings back what was deleted.
   */
  SettingEntry<Erasure> beginErasure(Scope scope, String user, Mode mode, String reason) {
    String pseudonym = keys.createPseudonym(scope.tenant(), user);
    PersonText text = new PersonText(user, pseudonym);
    Erasure erasure =
        new Erasure(
            mode,
            pseudonym,
            keys.sealUser(user),
            reason == null ? null : text.replaceIn(reason),
            State.RUNNING,
            scope.user().equals(user) ? pseudonym : scope.user(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            null,
            Map.of());
    return tombstones.writeErasure(scope.tenant(), scope.user(), idOf(pseudonym), erasure);
  }

  private static String idOf(String pseudonym) {
    return "er-" + pseudonym.substring(2, 2 + ID_DIGITS);
  }

  /**
   * Goes on with all erasures that run, and looks for people who came back.
   *
   * @throws RuntimeException when it failed for a tenant, after all others
   */
  void sweepAll() {
    tombstones.refresh();
    RuntimeException first = null;
    for (String tenant : tombstones.tenants()) {
      try {
        tombstones.listKnown(tenant).stream()
            .filter(entry -> entry.value().state() == State.RUNNING)
            .forEach(this::runErasure);
        sweepTenant(tenant);
      } catch (RuntimeException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Erases again what came back to a tenant; says how many documents that were. */
  long sweepTenant(String tenant) {
    Map<String, Erasure> people = new HashMap<>();
    for (SettingEntry<Erasure> entry : tombstones.listKnown(tenant)) {
      Optional<String> user = keys.openSealed(entry.value().sealed());
      user.ifPresent(name -> people.put(name, entry.value()));
      if (user.isEmpty()) {
        LOG.error(
            "Erasure {} cannot be kept up: it was made with another key"
                + " (tidemark.erasure.key-file)",
            entry.setting().address().id());
      }
    }
    if (!holds.listIds(tenant).isEmpty() && hasUsage(tenant, people)) {
      // A legal hold copies documents as they came back.
      holds.copyAll(tenant);
    }
    long changed = eraseUsage(tenant, people).values().stream().mapToLong(Long::longValue).sum();
    List<PersonText> texts = new ArrayList<>();
    for (Map.Entry<String, Erasure> person : people.entrySet()) {
      String user = person.getKey();
      Erasure erasure = person.getValue();
      PersonText text = new PersonText(user, erasure.pseudonym());
      texts.add(text);
      changed += own.eraseAccesses(tenant, user, text, clock.instant().minus(LATEST_ACCESS));
      if (names.hasUser(tenant, user)) {
        changed += eraseName(tenant, user, erasure);
      }
    }
    return texts.isEmpty() ? changed : changed + own.sweepPersons(tenant, texts);
  }

  /**
   * Erases one person everywhere. It is finished when a search finds nothing; otherwise it goes on
   * with the next sweep.
   */
  void runErasure(SettingEntry<Erasure> entry) {
    Setting setting = entry.setting();
    Erasure erasure = entry.value();
    String tenant = setting.address().tenant();
    Optional<String> sealed = keys.openSealed(erasure.sealed());
    if (sealed.isEmpty()) {
      return;
    }
    String user = sealed.get();
    // A legal hold copies documents as they were.
    holds.copyAll(tenant);
    PersonText text = new PersonText(user, erasure.pseudonym());
    Map<String, Erasure> person = Map.of(user, erasure);
    Map<String, Long> changed = new TreeMap<>(erasure.changed());
    eraseUsage(tenant, person).forEach((name, count) -> changed.merge(name, count, Long::sum));
    own.erasePerson(tenant, text).forEach((name, count) -> changed.merge(name, count, Long::sum));
    // Reads the directory again, in which others now have the pseudonym for manager or owner.
    changed.merge(
        PermanentIndex.DIRECTORY.indexName(), eraseName(tenant, user, erasure), Long::sum);
    tombstones.refresh();
    if (isGone(tenant, user, person, text)) {
      tombstones.writeErasure(
          tenant,
          erasure.requestedBy(),
          setting.address().id(),
          erasure.finished(clock.instant().truncatedTo(ChronoUnit.MILLIS), changed));
    }
  }

  private boolean hasUsage(String tenant, Map<String, Erasure> people) {
    return !people.isEmpty()
        && UsageErasure.families().stream()
            .anyMatch(family -> usage.countDocuments(tenant, family, people) > 0);
  }

  private boolean isGone(String tenant, String user, Map<String, Erasure> person, PersonText text) {
    if (hasUsage(tenant, person)) {
      return false;
    }
    boolean named = names.hasUser(tenant, user);
    return !named && own.erasePerson(tenant, text).values().stream().allMatch(count -> count == 0);
  }

  private Map<String, Long> eraseUsage(String tenant, Map<String, Erasure> people) {
    Map<String, Long> changed = new TreeMap<>();
    if (!people.isEmpty()) {
      for (IndexFamily family : UsageErasure.families()) {
        changed.put(IndexFamily.PREFIX + family.id(), usage.erasePerson(tenant, family, people));
      }
    }
    return changed;
  }

  private long eraseName(String tenant, String user, Erasure erasure) {
    return names.erasePerson(tenant, user, erasure.pseudonym(), erasure.mode() == Mode.PSEUDONYM);
  }
}
