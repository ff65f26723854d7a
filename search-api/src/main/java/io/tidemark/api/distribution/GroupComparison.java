/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import io.tidemark.api.distribution.DistributionAnswer.Gone;
import io.tidemark.api.distribution.DistributionAnswer.Periods;
import io.tidemark.api.distribution.DistributionAnswer.Previous;
import io.tidemark.api.groups.Group;
import io.tidemark.api.groups.Ranking;
import io.tidemark.api.request.TimeRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the groups of final hours with those of as many hours before. */
final class GroupComparison {

  private final TimeRange range;
  private final TimeRange before;
  private final Map<List<String>, Number> values = new HashMap<>();
  private final Map<List<String>, Ranked> previous = new HashMap<>();
  private final List<Group> previousOrder;

  private record Ranked(int rank, Number value) {}

  /**
   * A comparison.
   *
   * @param now all groups of {@code range}
   * @param then all groups of {@code before}
   */
  GroupComparison(TimeRange range, Ranking now, TimeRange before, Ranking then) {
    this.range = range;
    this.before = before;
    now.greatest().forEach(group -> values.put(group.keys(), group.value()));
    previousOrder = then.greatest();
    int rank = 1;
    for (Group group : previousOrder) {
      previous.put(group.keys(), new Ranked(rank, group.value()));
      rank++;
    }
  }

  Periods periods() {
    return new Periods(range.from(), range.to(), before.from(), before.to());
  }

  Previous compareGroups(List<String> keys) {
    Ranked then = previous.get(keys);
    Number value = values.get(keys);
    if (then == null) {
      return new Previous(null, null, null, !isNothing(value));
    }
    if (isNothing(then.value())) {
      boolean unknown = then.value() == null;
      return new Previous(then.value(), null, null, !unknown && !isNothing(value));
    }
    return new Previous(then.value(), then.rank(), change(then.value().doubleValue(), keys), false);
  }

  /** Null when there is usage now, none of which says the metric. */
  private Double change(double earlier, List<String> keys) {
    Number value = values.getOrDefault(keys, 0);
    return value == null ? null : (Double) ((value.doubleValue() - earlier) / earlier);
  }

  /** The greatest groups of the period before that are known to have nothing any more. */
  List<Gone> listGone(DistributionRequest request) {
    List<Gone> gone = new ArrayList<>();
    for (Group group : previousOrder) {
      Number value = values.getOrDefault(group.keys(), 0);
      boolean over = value != null && value.doubleValue() == 0;
      if (over && !isNothing(group.value()) && gone.size() < request.limit()) {
        Ranked then = previous.get(group.keys());
        gone.add(new Gone(DistributionReader.key(request, group), then.value(), then.rank()));
      }
    }
    return gone;
  }

  private static boolean isNothing(Number value) {
    return value == null || value.doubleValue() == 0;
  }
}
