/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import static java.nio.charset.StandardCharsets.UTF_8;

import co.elastic.clients.elasticsearch._types.SortOrder;
import io.tidemark.api.bills.BillDocument.BillDay;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.search.DocumentStore.Stored;
import io.tidemark.model.index.PermanentIndex;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
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
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<Stored> found = documents.find(PermanentIndex.BILLS, id);
      if (found.isEmpty()) {
        if (documents.create(PermanentIndex.BILLS, id, document)) {
          return Result.CREATED;
        }
        continue;
      }
      if (documents.replace(PermanentIndex.BILLS, id, document, found.get().version())) {
        return hasSameLines(found.get().source(), document) ? Result.UNCHANGED : Result.REPLACED;
      }
    }
    throw ProblemException.conflict(
        "busy", "Others send the bill of this day at the same time; try again.");
  }

  private static boolean hasSameLines(JsonNode before, JsonNode now) {
    return before.path(BillDocument.LINES).equals(now.path(BillDocument.LINES));
  }

  /** The days of all sources from one day until before another, the newest first. */
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
                Search.sortBy(BillDocument.SOURCE, SortOrder.Asc)));
    List<BillDay> days = new ArrayList<>();
    documents
        .search(PermanentIndex.BILLS, tenant, search)
        .forEach(found -> days.add(BillDocument.readBill(found.source())));
    return days;
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Names of tenants may be longer than an id of a document. */
  private static String createId(String tenant, String source, LocalDate day) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(tenant.getBytes(UTF_8));
      return source + '-' + day + '-' + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
