/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.groups;

import co.elastic.clients.elasticsearch._types.FieldValue;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.CompositePages;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Ranks the groups of a selection, greatest first; equal ones by name: the order is fixed. */
@Component
public class GroupRanking {

  /** Groups that one request may make Elasticsearch enumerate. */
  public static final int MOST_GROUPS = 50_000;

  private static final int PAGE = 5_000;

  private final UsageStore store;

  GroupRanking(UsageStore store) {
    this.store = store;
  }

  /**
   * The greatest groups by {@code dimensions}, ranked by {@code metric}, a counter.
   *
   * @param limit how many
   * @throws ProblemException 400 when there are too many to enumerate
   */
  public Ranking rank(
      Workload workload, Selection selection, List<String> dimensions, Metric metric, int limit) {
    GreatestGroups groups = new GreatestGroups(limit);
    ExpectedAnswer page =
        ExpectedAnswer.SMALL.reducedBy(
            Reduction.ofBuckets(
                GroupQuery.GROUPS, bucket -> GroupReader.reduceBucket(bucket, dimensions, metric)));
    int size = Math.max(1, PAGE / metric.bucketsPerGroup());
    Map<String, FieldValue> after = Map.of();
    do {
      after =
          store.read(
              selection.scope(),
              workload,
              selection.tiers(),
              GroupQuery.createSearch(selection, dimensions, metric, size, after),
              page,
              answer -> addPage(answer, groups));
      if (groups.count() > MOST_GROUPS) {
        throw ProblemException.tooLarge(
            "There are more groups than can be ranked; filter, or group by less.", MOST_GROUPS);
      }
    } while (!after.isEmpty() && groups.count() % size == 0);
    return groups.rankGroups().show(metric::showExact);
  }

  /** The key after which the next page starts; empty when there is none. */
  private static Map<String, FieldValue> addPage(JsonNode answer, GreatestGroups groups) {
    JsonNode page = answer.path("aggregations").path(GroupQuery.GROUPS);
    for (JsonNode reduced : page.path("buckets")) {
      groups.addGroup(GroupReader.readGroup(reduced));
    }
    return CompositePages.readAfterKey(page);
  }
}
