/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.RecordCost;
import io.tidemark.api.cost.RecordCost.PricedRecord;
import io.tidemark.api.cost.RecordPrices;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.prices.ProofPricing;
import io.tidemark.api.query.Search;
import io.tidemark.api.records.CountedRecords;
import io.tidemark.api.records.RecordKind;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.search.Snapshot;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.UsageOwner;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Adds up single records, priced one by one: windows are not read. */
@Component
class RecordUsage {

  private static final String TIME = "event_time";
  private static final int PAGE = 1_000;

  /** Heap that a record takes, about. */
  private static final long BYTES = 4_000;

  private final UsageStore store;
  private final FinalThrough finalThrough;

  RecordUsage(UsageStore store, FinalThrough finalThrough) {
    this.store = store;
    this.finalThrough = finalThrough;
  }

  /** Adds the records of a range; returns how many there are. */
  long addTo(
      MonthLines lines, String tenant, Workload workload, TimeRange range, PricesInForce prices) {
    RecordKind kind = new RecordKind(workload);
    RecordPrices ofWindows = new RecordPrices(prices, finalThrough.progress(workload).window());
    Selection selection = new Selection(Scope.ofTenant(tenant), range, Filters.NONE);
    Query query = selection.query(TIME, List.of(CountedRecords.QUERY));
    Search search =
        Search.list(
            query,
            PAGE,
            List.of(
                Search.sortBy(TIME, SortOrder.Asc), Search.sortBy(kind.idField(), SortOrder.Asc)));
    long count = 0;
    try (Snapshot snapshot =
        store.snapshot(
            selection.scope(), kind.family(), range, ExpectedAnswer.ofItems(PAGE, BYTES))) {
      JsonNode hits;
      do {
        hits = snapshot.search(search).path("hits").path("hits");
        for (JsonNode hit : hits) {
          add(lines, workload, hit.path("_source"), ofWindows);
          count++;
        }
        search = hits.isEmpty() ? search : search.startingAfter(after(hits.path(hits.size() - 1)));
      } while (hits.size() == PAGE);
    }
    return count;
  }

  private static List<FieldValue> after(JsonNode last) {
    return List.of(
        FieldValue.of(last.path("sort").path(0).asLong()),
        FieldValue.of(last.path("sort").path(1).asString()));
  }

  private static void add(
      MonthLines lines, Workload workload, JsonNode record, RecordPrices prices) {
    RecordCost.price(workload, record, prices, ProofPricing::price)
        .ifPresent(priced -> lines.addLine(owner(workload, record, priced), priced));
  }

  private static UsageOwner owner(Workload workload, JsonNode record, PricedRecord priced) {
    return new UsageOwner(
        record.path(OwnerQuery.PROJECT).asString(null),
        record.path(OwnerQuery.USER).asString(null),
        record.path(OwnerQuery.KEY).asString(null),
        workload.id(),
        priced.subject().model());
  }
}
