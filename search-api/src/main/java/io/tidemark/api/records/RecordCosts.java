/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.cost.RecordCost;
import io.tidemark.api.cost.RecordPrices;
import io.tidemark.api.query.Search;
import io.tidemark.api.records.RecordTotals.CostTotal;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Adds up what the records of a request cost. Each is read and priced as lists show it: sums of
 * usage would not tell which records have no cost.
 */
final class RecordCosts {

  /** Records that are priced for one answer. */
  static final long MOST = 10_000;

  private static final int PAGE = 500;

  /** Heap that the fields which decide a cost take, about. */
  private static final long BYTES_PER_RECORD = 6_500;

  private final UsageStore store;
  private final RecordsRequest request;
  private final RecordPrices prices;
  private BigDecimal amount = BigDecimal.ZERO;
  private long priced;
  private long unpriced;

  private RecordCosts(UsageStore store, RecordsRequest request, RecordPrices prices) {
    this.store = store;
    this.request = request;
    this.prices = prices;
  }

  /** The same totals with the cost, unless the records have none. */
  static RecordTotals addTo(
      RecordTotals totals, UsageStore store, RecordsRequest request, RecordPrices prices) {
    if (prices.isEmpty() || RecordCost.fieldsOf(request.kind().workload()).isEmpty()) {
      return totals;
    }
    return mayRead(totals)
        ? totals.addCost(new RecordCosts(store, request, prices).readAll())
        : totals.leaveOutCost(MOST);
  }

  static boolean mayRead(RecordTotals totals) {
    return totals.records() <= MOST;
  }

  private CostTotal readAll() {
    Optional<RecordPosition> last = readPage(Optional.empty());
    // New records may arrive meanwhile, so that the end is not theirs to decide.
    for (long read = PAGE; last.isPresent() && read < MOST + PAGE; read += PAGE) {
      last = readPage(last);
    }
    return new CostTotal(priced == 0 ? null : Money.of(amount), prices.currency(), unpriced);
  }

  private Optional<RecordPosition> readPage(Optional<RecordPosition> after) {
    RecordKind kind = request.kind();
    List<Query> conditions = new ArrayList<>(request.conditions().listQueries(kind));
    conditions.add(RecordTotals.COUNTED);
    Query query = request.selection().query(RecordsQuery.TIME, conditions);
    Search search =
        Search.list(query, PAGE, RecordOrder.NEWEST_FIRST.listSorts(kind))
            .showing(RecordCost.listSources(kind.workload()));
    return store.read(
        request.selection().scope(),
        kind.family(),
        request.selection().range(),
        after.map(position -> search.startingAfter(position.listValues())).orElse(search),
        ExpectedAnswer.ofItems(PAGE, BYTES_PER_RECORD),
        this::addPage);
  }

  /** Adds the records of a page; empty when it is the last one. */
  private Optional<RecordPosition> addPage(JsonNode answer) {
    JsonNode hits = answer.path("hits").path("hits");
    for (JsonNode hit : hits) {
      add(request.kind().workload(), hit.path("_source"));
    }
    return hits.size() < PAGE
        ? Optional.empty()
        : Optional.of(
            RecordOrder.NEWEST_FIRST.readPosition(hits.path(hits.size() - 1).path("sort")));
  }

  private void add(Workload workload, JsonNode source) {
    Optional<Cost> cost = RecordCost.findCost(workload, source, prices);
    if (cost.isPresent()) {
      priced++;
      amount = amount.add(cost.get().amount());
    } else {
      unpriced++;
    }
  }
}
