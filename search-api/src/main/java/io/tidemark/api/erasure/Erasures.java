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
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingAddress;
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
 * be repeated, so that any instance may continue with what another one began.
 */
@Component
class Erasures {

  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
  private static final int ID_DIGITS = 16;

  /** The beginning of an erasure is tried again when its sweep was faster. */
  private static final int MOST_TRIES = 10;

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
   *
   * @param mode null for that of the erasure before, and {@code PSEUDONYM} without one
   * @throws ProblemException 409 for pseudonyms after a deletion
   */
  SettingEntry<Erasure> beginErasure(Scope scope, String user, Mode mode, String reason) {
    String pseudonym = keys.createPseudonym(scope.tenant(), user);
    String id = idOf(pseudonym);
    PersonText text = new PersonText(user, pseudonym);
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<SettingEntry<Erasure>> before = tombstones.findErasure(scope.tenant(), id);
      Erasure erasure =
          new Erasure(
              chooseMode(before, mode),
              pseudonym,
              keys.sealUser(user),
              reason == null ? null : text.replaceIn(reason),
              State.RUNNING,
              scope.user().equals(user) ? pseudonym : scope.user(),
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              null,
              Map.of());
      Optional<SettingEntry<Erasure>> written =
          tombstones.writeErasure(
              scope.tenant(), scope.user(), id, before.map(SettingEntry::setting), erasure);
      if (written.isPresent()) {
        return written.get();
      }
    }
    throw ProblemException.conflict(
        "busy", "Others change this erasure at the same time; try again.");
  }

  private static Mode chooseMode(Optional<SettingEntry<Erasure>> before, Mode asked) {
    boolean deleted = before.filter(one -> one.value().mode() == Mode.DELETE).isPresent();
    if (deleted && asked == Mode.PSEUDONYM) {
      throw ProblemException.conflict(
          "deleted",
          "The usage of this person was deleted, and stays so: leave mode out, or send delete.");
    }
    return deleted || asked == Mode.DELETE ? Mode.DELETE : Mode.PSEUDONYM;
  }

  private static String idOf(String pseudonym) {
    return "er-" + pseudonym.substring(2, 2 + ID_DIGITS);
  }

  /**
   * Goes on with all erasures that run, and looks for people who came back.
   *
   * @throws RuntimeException the first failure, after all erasures of all tenants
   */
  void sweepAll() {
    tombstones.refresh();
    RuntimeException first = null;
    for (String tenant : tombstones.tenants()) {
      first = attempt(() -> continueErasures(tenant), first);
    }
    if (first != null) {
      throw first;
    }
  }

  /**
   * The same for one tenant, whose erasures were read before.
   *
   * @throws RuntimeException the first failure, after all erasures
   */
  void continueErasures(String tenant) {
    RuntimeException first = null;
    for (SettingEntry<Erasure> entry : tombstones.listKnown(tenant)) {
      if (entry.value().state() == State.RUNNING) {
        first = attempt(() -> runErasure(entry), first);
      }
    }
    first = attempt(() -> sweepTenant(tenant), first);
    if (first != null) {
      throw first;
    }
  }

  /** The first failure so far: each erasure is tried, whatever became of those before it. */
  private static RuntimeException attempt(Runnable work, RuntimeException first) {
    try {
      work.run();
      return first;
    } catch (RuntimeException e) {
      return first == null ? e : first;
    }
  }

  /**
   * Erases again what came back to a tenant after an erasure; says how many documents that were.
   * Erasures that run count what they change, and are left to {@link #runErasure}.
   */
  long sweepTenant(String tenant) {
    Map<String, Erasure> people = openFinished(tenant);
    Map<String, Erasure> ids = new HashMap<>();
    people.forEach((user, erasure) -> ids.putAll(listIds(user, erasure)));
    if (!holds.listIds(tenant).isEmpty() && hasUsage(tenant, ids)) {
      // A legal hold copies documents as they came back.
      holds.copyAll(tenant);
    }
    Map<String, Long> counts = new TreeMap<>();
    eraseUsage(tenant, ids, counts);
    long changed = counts.values().stream().mapToLong(Long::longValue).sum();
    List<PersonText> texts = new ArrayList<>();
    for (Map.Entry<String, Erasure> person : people.entrySet()) {
      String user = person.getKey();
      Erasure erasure = person.getValue();
      texts.add(new PersonText(user, erasure.pseudonym()));
      if (hasName(tenant, user, erasure)) {
        changed += eraseName(tenant, user, erasure);
      }
    }
    return texts.isEmpty()
        ? changed
        : changed + own.sweepPersons(tenant, texts, clock.instant().minus(LATEST_ACCESS));
  }

  /** The finished erasures of a tenant by the ids that people had. */
  private Map<String, Erasure> openFinished(String tenant) {
    Map<String, Erasure> people = new HashMap<>();
    for (SettingEntry<Erasure> entry : tombstones.listKnown(tenant)) {
      Optional<String> user = keys.openSealed(entry.value().sealed());
      if (entry.value().state() == State.FINISHED) {
        user.ifPresent(name -> people.put(name, entry.value()));
      }
      if (user.isEmpty()) {
        LOG.error(
            "Erasure {} cannot be kept up: it was made with another key"
                + " (tidemark.erasure.key-file)",
            entry.setting().address().id());
      }
    }
    return people;
  }

  /** The ids whose usage an erasure changes: a deletion takes what is under the pseudonym, too. */
  private static Map<String, Erasure> listIds(String user, Erasure erasure) {
    return erasure.mode() == Mode.DELETE
        ? Map.of(user, erasure, erasure.pseudonym(), erasure)
        : Map.of(user, erasure);
  }

  /**
   * Erases one person everywhere. It is finished when a search finds nothing; otherwise it
   * continues with the next sweep.
   */
  void runErasure(SettingEntry<Erasure> entry) {
    Erasure erasure = entry.value();
    Optional<String> user = keys.openSealed(erasure.sealed());
    if (user.isEmpty()) {
      return;
    }
    Map<String, Long> changed = new TreeMap<>();
    boolean gone = false;
    try {
      gone = erasePerson(entry.setting().address().tenant(), user.get(), erasure, changed);
    } finally {
      // The next pass does not find again what this one changed.
      storeStep(entry, changed, gone);
    }
  }

  /** Erases one person once, and says whether a search finds nothing. */
  private boolean erasePerson(
      String tenant, String user, Erasure erasure, Map<String, Long> changed) {
    // A legal hold copies documents as they were.
    holds.copyAll(tenant);
    PersonText text = new PersonText(user, erasure.pseudonym());
    // Levels of budgets before the usage: otherwise they would fire again for the pseudonym.
    try {
      own.erasePerson(tenant, text, changed);
    } finally {
      // Also where indices of own documents block writes: nothing else erases it meanwhile.
      eraseUsage(tenant, listIds(user, erasure), changed);
    }
    // Reads the directory again, in which others now have the pseudonym for manager or owner.
    changed.merge(
        PermanentIndex.DIRECTORY.indexName(), eraseName(tenant, user, erasure), Long::sum);
    tombstones.refresh();
    return isGone(tenant, user, erasure, text, changed);
  }

  /**
   * Stores the next step of an erasure. It stays as it is when somebody asked for more meanwhile,
   * and the next sweep continues; another instance may have stored a step of the same one.
   */
  private void storeStep(SettingEntry<Erasure> before, Map<String, Long> changed, boolean gone) {
    SettingAddress address = before.setting().address();
    Optional<SettingEntry<Erasure>> now = Optional.of(before);
    for (int i = 0; i < MOST_TRIES && now.isPresent(); i++) {
      Erasure current = now.get().value();
      Erasure next = current.withChanged(changed);
      if (gone && current.state() == State.RUNNING) {
        next = next.finished(clock.instant().truncatedTo(ChronoUnit.MILLIS));
      }
      boolean news =
          next.state() != current.state() || changed.values().stream().anyMatch(count -> count > 0);
      if (!news || !current.isStepOf(before.value())) {
        return;
      }
      Optional<Setting> setting = now.map(SettingEntry::setting);
      if (tombstones
          .writeErasure(address.tenant(), current.requestedBy(), address.id(), setting, next)
          .isPresent()) {
        return;
      }
      now = tombstones.findErasure(address.tenant(), address.id());
    }
  }

  private boolean hasUsage(String tenant, Map<String, Erasure> people) {
    return !people.isEmpty()
        && UsageErasure.families().stream()
            .anyMatch(family -> usage.countDocuments(tenant, family, people) > 0);
  }

  private boolean isGone(
      String tenant, String user, Erasure erasure, PersonText text, Map<String, Long> changed) {
    if (hasUsage(tenant, listIds(user, erasure)) || hasName(tenant, user, erasure)) {
      return false;
    }
    return own.erasePerson(tenant, text, changed) == 0;
  }

  private boolean hasName(String tenant, String user, Erasure erasure) {
    return listIds(user, erasure).keySet().stream().anyMatch(id -> names.hasUser(tenant, id));
  }

  private void eraseUsage(String tenant, Map<String, Erasure> people, Map<String, Long> changed) {
    if (!people.isEmpty()) {
      for (IndexFamily family : UsageErasure.families()) {
        String name = IndexFamily.PREFIX + family.id();
        usage.erasePerson(tenant, family, people, count -> changed.merge(name, count, Long::sum));
      }
    }
  }

  private long eraseName(String tenant, String user, Erasure erasure) {
    return names.erasePerson(tenant, user, erasure.pseudonym(), erasure.mode() == Mode.PSEUDONYM);
  }
}
