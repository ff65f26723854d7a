/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.Percent;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.search.DocumentStore.Stored;
import io.tidemark.model.index.PermanentIndex;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Levels that fired, as documents with deterministic ids. */
@Component
public class LevelStore {

  static final String ENTRY = "level";

  /** Levels that are read at once. */
  private static final int PAGE = 1_000;

  private static final String SEQUENCE_NUMBER = "_seq_no";

  private final DocumentStore documents;

  LevelStore(DocumentStore documents) {
    this.documents = documents;
  }

  /**
   * A level with what was counted when it fired.
   *
   * @param used usage, or for a projected level the projection
   */
  public record Fired(Level level, BigDecimal used, Instant at) {}

  /** Whether a level fired, on any instance. */
  boolean contains(Level level) {
    return documents.contains(PermanentIndex.BUDGET_PERIODS, level.documentId());
  }

  /** Records a level; one that is there already stays as it is. */
  void addLevel(Fired fired, Span span, Budget budget) {
    Level level = fired.level();
    ObjectNode document = PeriodDocument.startDocument(ENTRY, level.tenant(), level.budget());
    document.put("revision", level.revision()).put("value", level.value());
    PeriodDocument.writeSpan(document, span, budget);
    document.put("used", Percent.stripZeros(fired.used()));
    document.put("amount", Percent.stripZeros(level.amount()));
    document.put("level", level.percent()).put("projected", level.projected());
    document.put("recorded_at", fired.at().toString());
    documents.create(PermanentIndex.BUDGET_PERIODS, level.documentId(), document);
  }

  /** Levels that fired in one period, in order of time. */
  List<Fired> listLevels(String tenant, String budget, Span span) {
    List<Query> filters =
        List.of(
            Queries.term("tenant_id", tenant),
            Queries.term("budget", budget),
            Queries.term("entry", ENTRY),
            Queries.within("from", span.from(), span.from().plusMillis(1)),
            Queries.within("to", span.to(), span.to().plusMillis(1)));
    Search search =
        Search.list(
            Queries.all(filters, List.of()),
            PAGE,
            List.of(Search.sortBy(SEQUENCE_NUMBER, SortOrder.Asc)));
    List<Fired> fired = new ArrayList<>();
    List<Stored> page;
    do {
      page = documents.search(PermanentIndex.BUDGET_PERIODS, tenant, search);
      for (Stored found : page) {
        fired.add(readLevel(found.source()));
        long last = found.version().sequenceNumber();
        search = search.startingAfter(List.of(FieldValue.of(last)));
      }
    } while (page.size() == PAGE);
    fired.sort(Comparator.comparing(Fired::at));
    return fired;
  }

  private static Fired readLevel(JsonNode document) {
    return new Fired(
        new Level(
            document.path("tenant_id").asString(),
            document.path("budget").asString(),
            document.path("revision").asLong(),
            document.path("value").asString(),
            Instant.parse(document.path("from").asString()),
            document.path("amount").decimalValue(),
            document.path("level").asInt(),
            document.path("projected").asBoolean()),
        document.path("used").decimalValue(),
        Instant.parse(document.path("recorded_at").asString()));
  }
}
