/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import co.elastic.clients.elasticsearch._types.SortOrder;
import io.tidemark.api.bills.BillDocument.BillDay;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.search.DocumentStore.Stored;
import io.tidemark.api.search.DocumentStore.Version;
import io.tidemark.model.fingerprint.Sha256;
import io.tidemark.model.index.PermanentIndex;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps bills: one document for each source and day. A bill replaces the days that it names. */
@Component
class BillStore {

  private static final int MOST_TRIES = 5;

  /** Days of all sources that one search lists. */
  private static final int MOST_DAYS = 2_000;

  /** Lines of all days, each of another provider, model, class or currency. */
  private static final int MOST_LINES = 50_000;

  private final DocumentStore documents;

  BillStore(DocumentStore documents) {
    this.documents = documents;
  }

  /** The outcome of a day. */
  enum Result {
    CREATED,
    REPLACED,
    UNCHANGED
  }

  /**
   * Keeps a day. The same lines again change the time of the bill alone: it was sent last, also
   * when another form of it came in between.
   */
  Result putBill(String tenant, BillDay bill) {
    String id = createId(tenant, bill.source(), bill.day());
    ObjectNode document = BillDocument.writeBill(tenant, bill);
    List<BillLine> lines = BillDocument.readBill(document).lines();
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<Before> found =
          documents.read(
              PermanentIndex.BILLS,
              id,
              BillDocument.reduceLines(bill.day()),
              stored ->
                  new Before(
                      stored.version(),
                      BillDocument.readBill(stored.source()).lines().equals(lines)));
      if (found.isEmpty()) {
        if (documents.create(PermanentIndex.BILLS, id, document)) {
          return Result.CREATED;
        }
        continue;
      }
      if (documents.replace(PermanentIndex.BILLS, id, document, found.get().version())) {
        return found.get().hasSameLines() ? Result.UNCHANGED : Result.REPLACED;
      }
    }
    throw ProblemException.conflict(
        "busy", "Others send the bill of this day at the same time; try again.");
  }

  /** The document that a bill replaces. */
  private record Before(Version version, boolean hasSameLines) {}

  /**
   * The days of all sources from one day until before another, the newest first, with the lines of
   * all projects and keys added up: never all lines of more than one day are in memory.
   */
  List<BillDay> listBills(String tenant, LocalDate from, LocalDate to) {
    Search search =
        Search.list(
                Queries.all(
                    List.of(
                        Queries.term(BillDocument.TENANT, tenant),
                        Queries.within(BillDocument.DAY, startOf(from), startOf(to))),
                    List.of()),
                MOST_DAYS,
                List.of(
                    Search.sortBy(BillDocument.DAY, SortOrder.Desc),
                    Search.sortBy(BillDocument.SOURCE, SortOrder.Asc)))
            .showing(List.of(BillDocument.SOURCE, BillDocument.DAY));
    List<BillDay> days = new ArrayList<>();
    int lines = 0;
    for (Stored found : documents.search(PermanentIndex.BILLS, tenant, search)) {
      Optional<BillDay> day = readDay(tenant, found.source());
      lines += day.map(one -> one.lines().size()).orElse(0);
      if (lines > MOST_LINES) {
        throw ProblemException.tooLarge(
            "The bills name too many models and classes; ask for a shorter range.", MOST_LINES);
      }
      day.ifPresent(days::add);
    }
    return days;
  }

  private Optional<BillDay> readDay(String tenant, JsonNode found) {
    LocalDate day = LocalDate.parse(found.path(BillDocument.DAY).asString());
    return documents.read(
        PermanentIndex.BILLS,
        createId(tenant, found.path(BillDocument.SOURCE).asString(), day),
        BillDocument.reduceLines(day),
        stored -> BillDocument.readBill(stored.source()).addUpLines());
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Names of tenants may be longer than an id of a document. */
  private static String createId(String tenant, String source, LocalDate day) {
    return source + '-' + day + '-' + Sha256.digestToHex(tenant);
  }
}
