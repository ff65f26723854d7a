/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.usage;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.departments.Departments;
import io.tidemark.api.departments.OwnerFields;
import io.tidemark.api.departments.RuleQuery;
import io.tidemark.api.departments.RuleQuery.Chunk;
import io.tidemark.api.departments.RuleQuery.Filter;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.SplitSearch;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.model.pricing.Allocations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads usage by the rule of departments that takes it, and gives it to accounts by its shares. */
@Component
public class DepartmentSource {

  private static final String RULES = "rules";

  /** Rules that one search distinguishes. */
  private static final int CHUNK = 40;

  private final UsageStore store;
  private final Departments departments;
  private final Map<String, Rules> rules = new ConcurrentHashMap<>();

  DepartmentSource(UsageStore store, Departments departments) {
    this.store = store;
    this.departments = departments;
  }

  /** Rules of departments of a tenant, as of one version of all rules. */
  private record Rules(Object version, Allocations allocations) {}

  /** The current rules. */
  Allocations allocations(String tenant) {
    Object version = departments.version();
    Rules known = rules.get(tenant);
    if (known == null || known.version() != version) {
      known = new Rules(version, departments.find(tenant, Optional.empty()).allocations());
      rules.put(tenant, known);
    }
    return known.allocations();
  }

  /** Gets the usage of one rule of which an account has a share. */
  public interface ShareConsumer {
    void accept(String account, BigDecimal share, JsonNode bucket);
  }

  /**
   * Reads the usage of all rules that the budget counts; usage that no rule takes has no account. A
   * rule whose answer is too large for one search has several buckets, each of a part of the range.
   *
   * @param perRule the size of the answer of one rule
   * @param whole gets each answer as it is
   */
  public void readUsage(
      Budget budget,
      UsagePart part,
      Aggregations values,
      ExpectedAnswer perRule,
      Consumer<JsonNode> whole,
      ShareConsumer consumer) {
    Selection selection = part.selection();
    List<Filter> filters =
        RuleQuery.list(
            allocations(selection.scope().tenant()),
            part.workload(),
            selection.range(),
            OwnerFields::find);
    for (Chunk chunk : RuleQuery.cut(filters, CHUNK)) {
      SplitSearch.searchParts(
          new RuleQuery.Part(chunk, selection.range()),
          RuleQuery.Part::listHalves,
          half ->
              store.read(
                  selection.scope(),
                  part.family(),
                  selection.range(),
                  createSearch(part.within(half.range()), half.chunk(), values),
                  perRule.takePart(half.range().hours(), selection.range().hours()),
                  answer -> {
                    whole.accept(answer);
                    readRules(budget, half.chunk(), answer, consumer);
                    return answer;
                  }));
    }
  }

  private static void readRules(
      Budget budget, Chunk chunk, JsonNode answer, ShareConsumer consumer) {
    JsonNode buckets = answer.path("aggregations").path(RULES).path("buckets");
    for (int i = 0; i < chunk.filters().size(); i++) {
      JsonNode bucket = buckets.path(nameChunk(i));
      if (bucket.path("doc_count").asLong(0) > 0) {
        budget
            .departmentAccounts(chunk.filters().get(i).rule().shares())
            .forEach((account, share) -> consumer.accept(account, share, bucket));
      }
    }
  }

  /** The first rule that fits takes the usage. */
  private static Search createSearch(UsagePart part, Chunk chunk, Aggregations values) {
    Map<String, Query> filters = new LinkedHashMap<>();
    List<Query> before = new ArrayList<>();
    for (Filter filter : chunk.filters()) {
      filters.put(
          nameChunk(filters.size()), Queries.all(List.of(filter.query()), List.copyOf(before)));
      before.add(filter.query());
    }
    List<Query> further =
        chunk.taken().isEmpty() ? List.of() : List.of(Queries.all(List.of(), chunk.taken()));
    Aggregations all = new Aggregations();
    if (!filters.isEmpty()) {
      all.add(
          RULES,
          Aggregation.of(
              aggregation ->
                  aggregation
                      .filters(named -> named.filters(each -> each.keyed(filters)))
                      .aggregations(values.byName())));
    }
    all.addMax(AccountQuery.WRITTEN, AccountQuery.UPDATED_AT);
    return Search.aggregate(part.query(further), all.byName());
  }

  private static String nameChunk(int position) {
    return "rule" + position;
  }
}
