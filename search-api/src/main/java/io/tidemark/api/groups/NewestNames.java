/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.groups;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.util.NamedValue;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Finds the names that senders give to values of a dimension, such as workflows. What is renamed
 * stays one group: the newest name is its name.
 */
@Component
public class NewestNames {

  private static final String VALUES = "values";
  private static final String NAMES = "names";
  private static final String NEWEST = "newest";
  private static final String HOUR = "hour";

  /** Numbers of a value in the answer: its documents, those of its name, and the time. */
  private static final int NUMBERS = 3;

  private final UsageStore store;

  NewestNames(UsageStore store) {
    this.store = store;
  }

  /** Names by value; empty for a dimension whose values have none. */
  public Map<String, String> find(
      Workload workload, Selection selection, String dimension, List<String> values) {
    Optional<String> name = workload.labelOf(dimension);
    if (name.isEmpty() || values.isEmpty()) {
      return Map.of();
    }
    return store.read(
        selection.scope(),
        workload,
        selection.tiers(),
        createSearch(selection, dimension, name.get(), values),
        ExpectedAnswer.ofPoints(values.size(), NUMBERS, Reduction.NONE),
        NewestNames::readNames);
  }

  private static Search createSearch(
      Selection selection, String dimension, String name, List<String> values) {
    Aggregation newest = Aggregation.of(aggregation -> aggregation.max(max -> max.field(HOUR)));
    Aggregation names =
        Aggregation.of(
            aggregation ->
                aggregation
                    .terms(
                        terms ->
                            terms
                                .field(name)
                                .size(1)
                                .order(
                                    List.of(
                                        NamedValue.of(NEWEST, SortOrder.Desc),
                                        NamedValue.of("_key", SortOrder.Asc))))
                    .aggregations(NEWEST, newest));
    Aggregation all =
        Aggregation.of(
            aggregation ->
                aggregation
                    .terms(
                        terms ->
                            terms
                                .field(dimension)
                                .size(values.size())
                                .include(include -> include.terms(values)))
                    .aggregations(NAMES, names));
    return Search.aggregate(selection.hourlyQuery(), Map.of(VALUES, all));
  }

  private static Map<String, String> readNames(JsonNode answer) {
    Map<String, String> names = new HashMap<>();
    for (JsonNode value : answer.path("aggregations").path(VALUES).path("buckets")) {
      JsonNode name = value.path(NAMES).path("buckets").path(0).path("key");
      if (!name.isMissingNode()) {
        names.put(value.path("key").asString(), name.asString());
      }
    }
    return names;
  }
}
