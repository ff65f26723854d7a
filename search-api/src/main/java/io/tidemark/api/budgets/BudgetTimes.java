/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.search.DocumentStore.Stored;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.model.index.PermanentIndex;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * When budgets were created and changed. The time of a file says neither: it is another one on each
 * instance and after each start that mounts the file again. The instance that sees a budget of a
 * file, or another body of it, first records the time for all.
 */
@Component
class BudgetTimes {

  private static final String ENTRY = "file";

  private final SettingStore store;
  private final DocumentStore documents;
  private final Clock clock;

  BudgetTimes(SettingStore store, DocumentStore documents, Clock clock) {
    this.store = store;
    this.documents = documents;
    this.clock = clock;
  }

  /** When a budget was created, and when its body changed last. */
  record Times(Instant created, Instant changed) {}

  /** The times of a budget. */
  Times findTimes(Setting setting) {
    return setting.origin() == Setting.Origin.FILE
        ? findRecorded(setting)
        : new Times(store.findCreation(setting), setting.changedAt());
  }

  private Times findRecorded(Setting setting) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<Stored> known = find(setting);
    if (known.isEmpty()) {
      Instant written = setting.changedAt().truncatedTo(ChronoUnit.MILLIS);
      Instant first = written.isBefore(now) ? written : now;
      documents.create(
          PermanentIndex.BUDGET_PERIODS,
          documentId(setting),
          createDocument(setting, new Times(first, first)));
    } else if (known.get().source().path("revision").asLong() != setting.bodyRevision()) {
      documents.replace(
          PermanentIndex.BUDGET_PERIODS,
          documentId(setting),
          createDocument(setting, new Times(readTimes(known.get().source()).created(), now)),
          known.get().version());
    } else {
      return readTimes(known.get().source());
    }
    // Another instance may have been faster: all go by what is stored.
    return readTimes(find(setting).orElseThrow().source());
  }

  private Optional<Stored> find(Setting setting) {
    return documents.find(PermanentIndex.BUDGET_PERIODS, documentId(setting));
  }

  private static String documentId(Setting setting) {
    return ENTRY + '-' + DocumentId.of(setting.address().tenant(), setting.address().id());
  }

  private static ObjectNode createDocument(Setting setting, Times times) {
    return PeriodDocument.startDocument(ENTRY, setting.address().tenant(), setting.address().id())
        .put("revision", setting.bodyRevision())
        .put("from", times.created().toString())
        .put("recorded_at", times.changed().toString());
  }

  private static Times readTimes(JsonNode document) {
    return new Times(
        Instant.parse(document.path("from").asString()),
        Instant.parse(document.path("recorded_at").asString()));
  }
}
