/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.groups;

import io.tidemark.api.measure.Metric;
import io.tidemark.api.pipeline.Pipeline;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** All groups of a selection, greatest first; equal ones by name, so that the order is fixed. */
@Component
public class GroupRanking {

  /** Groups that one request may make Elasticsearch enumerate. */
  static final int MOST_GROUPS = 50_000;

  private static final int PAGE = 5_000;

  private static final Comparator<Group> GREATEST_FIRST =
      Comparator.comparing(
              (Group group) -> group.value() == null ? Double.NaN : group.value().doubleValue(),
              GroupRanking::descendingUnknownLast)
          .thenComparing(group -> String.valueOf(group.keys()));

  private final UsageStore store;

  GroupRanking(UsageStore store) {
    this.store = store;
  }

  /**
   * The groups by {@code dimensions}, ranked by {@code metric}.
   *
   * @throws ProblemException 400 when there are too many to enumerate
   */
  public List<Group> of(
      Pipeline pipeline, Selection selection, List<String> dimensions, Metric metric) {
    List<Group> groups = new ArrayList<>();
    JsonNode after = null;
    do {
      JsonNode page =
          store
              .search(
                  selection.scope(),
                  pipeline.hourly(),
                  selection.range(),
                  GroupQuery.body(selection, dimensions, metric, PAGE, after))
              .path("aggregations")
              .path(GroupQuery.GROUPS);
      for (JsonNode bucket : page.path("buckets")) {
        groups.add(read(bucket, dimensions, metric));
      }
      after = page.get("after_key");
      if (groups.size() > MOST_GROUPS) {
        throw ProblemException.tooLarge(
            "There are more groups than can be ranked; filter, or group by less.", MOST_GROUPS);
      }
    } while (after != null && groups.size() % PAGE == 0);
    groups.sort(GREATEST_FIRST);
    return groups;
  }

  private static Group read(JsonNode bucket, List<String> dimensions, Metric metric) {
    List<String> keys = new ArrayList<>();
    for (String dimension : dimensions) {
      JsonNode key = bucket.path("key").path(dimension);
      keys.add(key.isNull() ? null : key.asString());
    }
    return new Group(keys, metric.read(bucket));
  }

  private static int descendingUnknownLast(double one, double other) {
    if (Double.isNaN(one) || Double.isNaN(other)) {
      return Boolean.compare(Double.isNaN(one), Double.isNaN(other));
    }
    return Double.compare(other, one);
  }
}
