/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.departments.RuleQuery;
import io.tidemark.api.departments.RuleQuery.Chunk;
import io.tidemark.api.departments.RuleQuery.Filter;
import io.tidemark.api.departments.RuleQuery.Part;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.search.SplitSearch;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Allocations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads the usage of one workload by the rule of departments that takes it. */
@Component
class DepartmentUsage {

  private static final String RULES = "rules";
  private static final String HOUR = "hour";

  /** Rules that one search distinguishes. */
  private static final int CHUNK = 40;

  /** Shares of usage that no rule takes. */
  private static final Map<String, BigDecimal> UNALLOCATED =
      Map.of(Allocations.UNALLOCATED, BigDecimal.ONE);

  private final UsageStore store;

  DepartmentUsage(UsageStore store) {
    this.store = store;
  }

  /** Gets the usage that one rule takes, and its shares of departments. */
  interface BucketConsumer {
    void accept(Map<String, BigDecimal> shares, JsonNode bucket);
  }

  /**
   * The part of the usage of each rule that is read.
   *
   * @param points numbers of {@code values} that one rule has at most
   */
  record Reading(Aggregations values, int points, Reduction reduction) {}

  /** The usage to read, and how it is read. */
  private record Question(Workload workload, Selection selection, Reading reading) {}

  /**
   * Reads the usage of all rules, and that of none. A rule whose answer is too large for one search
   * has several buckets, each of a part of the range: their values add up.
   */
  void readUsage(
      Workload workload,
      Selection selection,
      Allocations allocations,
      Reading reading,
      BucketConsumer consumer) {
    List<Filter> rules =
        RuleQuery.list(allocations, workload, selection.range(), CostGroup::fieldOf);
    long fitting = ExpectedAnswer.MOST_VALUES / Math.max(1, reading.points()) - 1;
    int size = (int) Math.max(1, Math.min(CHUNK, fitting));
    Question question = new Question(workload, selection, reading);
    for (Chunk chunk : RuleQuery.cut(rules, size)) {
      SplitSearch.searchParts(
          new Part(chunk, selection.range()),
          Part::listHalves,
          part -> readPart(question, part, consumer));
    }
  }

  private void readPart(Question question, Part part, BucketConsumer consumer) {
    Chunk chunk = part.chunk();
    Reading reading = question.reading();
    Selection selection = question.selection().within(part.range());
    JsonNode buckets =
        store
            .search(
                selection.scope(),
                question.workload(),
                selection.tiers(),
                createSearch(selection, chunk, reading.values()),
                ExpectedAnswer.ofPoints(
                        (long) reading.points() * (chunk.filters().size() + 1),
                        1,
                        reading.reduction())
                    .takePart(part.range().hours(), selection.range().hours()))
            .path("aggregations")
            .path(RULES)
            .path("buckets");
    for (int i = 0; i < chunk.filters().size(); i++) {
      accept(consumer, chunk.filters().get(i).rule().shares(), buckets.path(nameChunk(i)));
    }
    if (chunk.last()) {
      accept(consumer, UNALLOCATED, buckets.path(Allocations.UNALLOCATED));
    }
  }

  private static void accept(
      BucketConsumer consumer, Map<String, BigDecimal> shares, JsonNode bucket) {
    if (bucket.path("doc_count").asLong(0) > 0) {
      consumer.accept(shares, bucket);
    }
  }

  /** The first rule that fits takes the usage. */
  private static Search createSearch(Selection selection, Chunk chunk, Aggregations values) {
    Map<String, Query> filters = new LinkedHashMap<>();
    List<Query> before = new ArrayList<>();
    for (Filter filter : chunk.filters()) {
      filters.put(
          nameChunk(filters.size()), Queries.all(List.of(filter.query()), List.copyOf(before)));
      before.add(filter.query());
    }
    if (chunk.last()) {
      filters.put(
          Allocations.UNALLOCATED, Queries.all(List.of(), before.isEmpty() ? List.of() : before));
    }
    Aggregation byRule =
        Aggregation.of(
            aggregation ->
                aggregation
                    .filters(f -> f.filters(each -> each.keyed(filters)))
                    .aggregations(values.byName()));
    List<Query> further =
        chunk.taken().isEmpty() ? List.of() : List.of(Queries.all(List.of(), chunk.taken()));
    return Search.aggregate(selection.query(HOUR, further), Map.of(RULES, byRule));
  }

  private static String nameChunk(int position) {
    return "rule" + position;
  }
}
