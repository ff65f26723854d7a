/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.DocumentId;
import io.tidemark.api.budgets.definition.Percent;
import io.tidemark.api.budgets.definition.Period;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.budgets.evaluation.LevelStore.Fired;
import io.tidemark.api.budgets.usage.AccountUsage;
import io.tidemark.api.budgets.usage.AccountUsage.Used;
import io.tidemark.api.budgets.usage.UsageSource;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.model.index.PermanentIndex;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps ended periods once they are final: one document for each account, and at last one for the
 * whole period, by which it is known to be complete.
 */
@Component
public class PeriodArchive {

  static final String COMPLETE_FROM = "complete_from";

  private static final String ACCOUNT = "account";
  private static final String PERIOD = "period";
  private static final int BATCH = 1_000;

  private final DocumentStore documents;
  private final LevelStore levels;
  private final UsageSource usage;
  private final Clock clock;
  private final Map<SettingAddress, Instant> archived = new HashMap<>();

  PeriodArchive(DocumentStore documents, LevelStore levels, UsageSource usage, Clock clock) {
    this.documents = documents;
    this.levels = levels;
    this.usage = usage;
    this.clock = clock;
  }

  /**
   * One account in an ended period.
   *
   * @param completeFrom usage from this time on was kept; null when that of the period was
   */
  public record Ended(
      Span span,
      String value,
      String measure,
      BigDecimal used,
      BigDecimal amount,
      List<Fired> levels,
      Instant completeFrom,
      Instant recordedAt) {}

  /** The ended periods that are not archived yet, the oldest first. */
  synchronized List<Span> listOpen(String tenant, BudgetState state, Instant created) {
    SettingAddress address = state.entry().setting().address();
    List<Span> missing = new ArrayList<>();
    Instant kept = usage.keptFrom(state.budget().workload());
    Span span = newestEnded(state.budget(), state.span(), created);
    while (span != null
        && span.to().isAfter(created)
        && !span.from().isBefore(kept)
        && span.to().isAfter(archived.getOrDefault(address, Instant.EPOCH))) {
      if (isArchived(tenant, state.id(), span)) {
        archived.put(address, span.to());
        break;
      }
      missing.add(0, span);
      span = findBefore(state.budget(), span.from());
    }
    return missing;
  }

  /** The newest period that is over; null when there is none yet. */
  private Span newestEnded(Budget budget, Span running, Instant created) {
    if (running != null) {
      return findBefore(budget, running.from());
    }
    Instant start = budget.from() == null ? created : budget.from();
    boolean isOver = budget.to() != null && !budget.to().isAfter(clock.instant());
    return isOver && start.isBefore(budget.to()) ? new Span(start, budget.to()) : null;
  }

  private static Span findBefore(Budget budget, Instant end) {
    return budget.period() == Period.ONCE
        ? null
        : budget.period().spanAt(end.minusMillis(1), budget.zone());
  }

  /** Whether a period that ends with it is archived: the days of a month stand for the month. */
  private boolean isArchived(String tenant, String budget, Span span) {
    List<Query> filters =
        List.of(
            Queries.term("tenant_id", tenant),
            Queries.term("budget", budget),
            Queries.term("entry", PERIOD),
            Queries.within("to", span.to(), span.to().plusMillis(1)));
    Search search = Search.list(Queries.all(filters, List.of()), 1, List.of());
    return !documents.search(PermanentIndex.BUDGET_PERIODS, tenant, search).isEmpty();
  }

  private static String createId(
      String entry, String tenant, String budget, Span span, String value) {
    String from = span.from().toString();
    return entry + '-' + DocumentId.of(tenant, budget, from, span.to().toString(), value);
  }

  /** Archives a period, with the levels that fired in it. */
  synchronized void writePeriods(String tenant, BudgetState state) {
    Span span = state.span();
    AccountUsage used = state.usage();
    Map<String, List<Fired>> fired = new HashMap<>();
    levels
        .listLevels(tenant, state.id(), span)
        .forEach(
            one -> fired.computeIfAbsent(one.level().value(), value -> new ArrayList<>()).add(one));
    Set<String> values = new TreeSet<>(used.accounts().keySet());
    values.addAll(fired.keySet());
    Map<String, ObjectNode> batch = new LinkedHashMap<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (String value : values) {
      Used account = used.of(value);
      sum = sum.add(account.used());
      ObjectNode document =
          createDocument(
              ACCOUNT, tenant, state, span, account.used(), findAmount(state, value, fired));
      document.put("value", value);
      writeLevels(document.putArray("levels"), fired.getOrDefault(value, List.of()));
      batch.put(createId(ACCOUNT, tenant, state.id(), span, value), document);
      if (batch.size() == BATCH) {
        documents.createAll(PermanentIndex.BUDGET_PERIODS, batch);
        batch.clear();
      }
    }
    ObjectNode whole = createDocument(PERIOD, tenant, state, span, sum, state.budget().amount());
    whole.put("accounts", values.size());
    batch.put(createId(PERIOD, tenant, state.id(), span, ""), whole);
    documents.createAll(PermanentIndex.BUDGET_PERIODS, batch);
    archived.put(state.entry().setting().address(), span.to());
  }

  /** The amount that the last level of the period was measured by; otherwise that of now. */
  private static BigDecimal findAmount(
      BudgetState state, String value, Map<String, List<Fired>> fired) {
    List<Fired> levels = fired.getOrDefault(value, List.of());
    return levels.isEmpty()
        ? state.amountOf(value)
        : levels.get(levels.size() - 1).level().amount();
  }

  private ObjectNode createDocument(
      String entry,
      String tenant,
      BudgetState state,
      Span span,
      BigDecimal used,
      BigDecimal amount) {
    ObjectNode document = PeriodDocument.startDocument(entry, tenant, state.id());
    document.put("revision", state.entry().setting().bodyRevision());
    PeriodDocument.writeSpan(document, span, state.budget());
    if (state.usage().completeFrom() != null) {
      document.put(COMPLETE_FROM, state.usage().completeFrom().toString());
    }
    document.put("used", Percent.stripZeros(used)).put("amount", Percent.stripZeros(amount));
    return document.put("recorded_at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
  }

  private static void writeLevels(ArrayNode list, List<Fired> levels) {
    for (Fired fired : levels) {
      list.addObject()
          .put("level", fired.level().percent())
          .put("projected", fired.level().projected())
          .put("at", fired.at().toString());
    }
  }

  /** Accounts of ended periods, the newest period first. */
  public List<Ended> listPeriods(String tenant, String budget, String value, int most) {
    List<Query> filters =
        new ArrayList<>(
            List.of(
                Queries.term("tenant_id", tenant),
                Queries.term("budget", budget),
                Queries.term("entry", ACCOUNT)));
    if (value != null) {
      filters.add(Queries.term("value", value));
    }
    Search search =
        Search.list(
            Queries.all(filters, List.of()),
            most,
            List.of(Search.sortBy("from", SortOrder.Desc), Search.sortBy("used", SortOrder.Desc)));
    return documents.search(PermanentIndex.BUDGET_PERIODS, tenant, search).stream()
        .map(found -> PeriodReader.readPeriod(found.source()))
        .toList();
  }

  /** Forgets budgets that are gone. */
  synchronized void retainBudgets(Set<SettingAddress> known) {
    archived.keySet().retainAll(known);
  }
}
