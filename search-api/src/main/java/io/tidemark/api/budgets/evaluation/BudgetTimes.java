/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import io.tidemark.api.budgets.definition.BudgetKind;
import io.tidemark.api.budgets.definition.DocumentId;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.search.DocumentStore.Stored;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.model.index.PermanentIndex;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * When budgets were created and changed. The time of a file says neither: it is another one on each
 * instance and after each start that mounts the file again. The instance that sees a budget of a
 * file, or another body of it, first records the time for all.
 *
 * <p>A budget can be absent because it has left its file, or because all instances that have the
 * file are down. Each instance therefore records the budgets that it has; a budget counts as
 * removed when no instance has recorded it for some time and an instance runs without it.
 */
@Component
class BudgetTimes {

  private static final Logger LOG = LoggerFactory.getLogger(BudgetTimes.class);

  /** Records that are read at once. */
  private static final int PAGE = 1_000;

  private static final String SEQUENCE_NUMBER = "_seq_no";

  private final SettingStore store;
  private final DocumentStore documents;
  private final Clock clock;
  private Instant lookedAt;

  /** Since when all looks for those that left were in time; null after one that was not. */
  private Instant lookingSince;

  private volatile Instant refusedAt;

  BudgetTimes(SettingStore store, DocumentStore documents, Clock clock) {
    this.store = store;
    this.documents = documents;
    this.clock = clock;
  }

  /** When a budget was created, and when its body changed last. */
  record Times(Instant created, Instant changed) {}

  /**
   * The times of a budget, which its record then shows as there.
   *
   * @param known whether this instance had it in a file all the time
   */
  Times findTimes(Setting setting, boolean known) {
    return setting.origin() == Setting.Origin.FILE
        ? findRecorded(setting, known)
        : new Times(store.findCreation(setting), setting.changedAt());
  }

  private Times findRecorded(Setting setting, boolean known) {
    Instant now = now();
    long body = setting.bodyRevision();
    Optional<Stored> stored = find(setting.address());
    if (stored.isEmpty()) {
      Instant written = setting.changedAt().truncatedTo(ChronoUnit.MILLIS);
      Instant begin = written.isBefore(now) ? written : now;
      documents.create(
          PermanentIndex.BUDGET_PERIODS,
          documentId(setting.address()),
          write(setting.address(), FileRecord.start(body, begin, now)));
    } else {
      FileRecord before = FileRecord.read(stored.get().source());
      FileRecord next = before.seen(body, known, now);
      if (next.hasTimesOf(before)) {
        renew(setting.address(), stored.get(), next);
        return readTimes(stored.get());
      }
      replace(setting.address(), stored.get(), next);
    }
    // Another instance may have been faster: all go by what is stored.
    return readTimes(find(setting.address()).orElseThrow());
  }

  /** Shows a budget as there. An index that takes no write must not keep it from its look. */
  private void renew(SettingAddress address, Stored before, FileRecord next) {
    try {
      replace(address, before, next);
    } catch (RuntimeException e) {
      Instant now = now();
      if (refusedAt == null || FileRecord.isDue(refusedAt, now)) {
        refusedAt = now;
        LOG.warn("The record of budget {} in a file was not renewed", address.id(), e);
      }
    }
  }

  /** Forgets how long it has looked: what is missing may not have left its file. */
  void startAgain() {
    lookingSince = null;
  }

  /**
   * Records now and then which budgets have left their files.
   *
   * @param present the budgets in files, as this instance has them
   */
  void noteMissing(Supplier<Set<SettingAddress>> present) {
    Instant now = now();
    if (lookedAt != null && !FileRecord.isDue(lookedAt, now)) {
      return;
    }
    boolean goesOn = lookingSince != null && FileRecord.isInTime(lookedAt, now);
    Instant since = goesOn ? lookingSince : now;
    lookedAt = now;
    // Until this look is done.
    startAgain();
    Set<SettingAddress> there = present.get();
    for (Stored stored : listRecords()) {
      SettingAddress address =
          new SettingAddress(
              BudgetKind.ID,
              stored.source().path("tenant_id").asString(),
              stored.source().path("budget").asString());
      if (!there.contains(address)) {
        replace(address, stored, FileRecord.read(stored.source()).missed(since, now));
      }
    }
    lookingSince = since;
  }

  /** The records of all tenants. */
  List<Stored> listRecords() {
    Search search =
        Search.list(
            Queries.term("entry", FileRecord.ENTRY),
            PAGE,
            List.of(Search.sortBy(SEQUENCE_NUMBER, SortOrder.Asc)));
    List<Stored> records = new ArrayList<>();
    List<Stored> page;
    do {
      page = documents.searchAllTenants(PermanentIndex.BUDGET_PERIODS, search);
      for (Stored found : page) {
        records.add(found);
        search = search.startingAfter(List.of(FieldValue.of(found.version().sequenceNumber())));
      }
    } while (page.size() == PAGE);
    return records;
  }

  /** Writes what changes. Of two instances, the first one wins. */
  private void replace(SettingAddress address, Stored before, FileRecord next) {
    if (!next.equals(FileRecord.read(before.source()))) {
      ObjectNode document = write(address, next);
      documents.replace(
          PermanentIndex.BUDGET_PERIODS, documentId(address), document, before.version());
    }
  }

  private Optional<Stored> find(SettingAddress address) {
    return documents.find(PermanentIndex.BUDGET_PERIODS, documentId(address));
  }

  private static String documentId(SettingAddress address) {
    return FileRecord.ENTRY + '-' + DocumentId.of(address.tenant(), address.id());
  }

  private static ObjectNode write(SettingAddress address, FileRecord record) {
    return record.write(address.tenant(), address.id());
  }

  private static Times readTimes(Stored stored) {
    FileRecord record = FileRecord.read(stored.source());
    return new Times(record.created(), record.changed());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
