/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.groups.Group;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.search.UsageStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads further metrics of the groups that an answer lists. */
@Component
class FurtherMetrics {

  /** Groups that may have further metrics: Elasticsearch has a filter for each of them. */
  static final int MOST_GROUPS = 100;

  private static final String GROUPS = "groups";

  private final UsageStore store;

  FurtherMetrics(UsageStore store) {
    this.store = store;
  }

  /**
   * The metrics by name of each group, by its keys; a metric that is not known is null.
   *
   * @throws ProblemException 400 when Elasticsearch must not be asked for that many numbers
   */
  Map<List<String>, Map<String, Number>> read(DistributionRequest request, List<Group> groups) {
    if (request.further().isEmpty()) {
      return Map.of();
    }
    int buckets = request.further().stream().mapToInt(Metric::bucketsPerGroup).sum();
    int size = Math.max(1, ExpectedAnswer.MOST_BUCKETS / buckets);
    Map<List<String>, Map<String, Number>> found = new HashMap<>();
    for (int from = 0; from < groups.size(); from += size) {
      readPart(request, groups.subList(from, Math.min(groups.size(), from + size)), found);
    }
    return found;
  }

  private void readPart(
      DistributionRequest request,
      List<Group> groups,
      Map<List<String>, Map<String, Number>> found) {
    Aggregations values = new Aggregations();
    request.further().forEach(metric -> metric.addTo(values));
    store.read(
        request.selection().scope(),
        request.workload(),
        request.selection().tiers(),
        createSearch(request, groups, values),
        ExpectedAnswer.ofPoints(groups.size(), values.size(), Reduction.NONE),
        answer -> {
          JsonNode all = answer.path("aggregations").path(GROUPS).path("buckets");
          for (int i = 0; i < groups.size(); i++) {
            found.put(groups.get(i).keys(), readGroup(request, all.path(i)));
          }
          return found;
        });
  }

  private static Map<String, Number> readGroup(DistributionRequest request, JsonNode bucket) {
    Map<String, Number> metrics = new LinkedHashMap<>();
    request.further().forEach(metric -> metrics.put(metric.name(), metric.read(bucket)));
    return metrics;
  }

  private static Search createSearch(
      DistributionRequest request, List<Group> groups, Aggregations values) {
    List<Query> filters =
        groups.stream().map(group -> only(request.groupBy(), group.keys())).toList();
    Aggregation each =
        Aggregation.of(
            aggregation ->
                aggregation
                    .filters(all -> all.filters(list -> list.array(filters)))
                    .aggregations(values.byName()));
    return Search.aggregate(request.selection().hourlyQuery(), Map.of(GROUPS, each));
  }

  private static Query only(List<String> dimensions, List<String> keys) {
    List<Query> filters = new ArrayList<>();
    for (int i = 0; i < dimensions.size(); i++) {
      String dimension = dimensions.get(i);
      String key = keys.get(i);
      filters.add(key == null ? Queries.missing(dimension) : Queries.term(dimension, key));
    }
    return Queries.all(filters, List.of());
  }
}
