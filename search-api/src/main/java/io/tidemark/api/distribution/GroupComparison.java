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
    if (then == null || isNothing(then.value())) {
      return new Previous(then == null ? null : then.value(), null, null, !isNothing(value));
    }
    double earlier = then.value().doubleValue();
    double change = ((value == null ? 0 : value.doubleValue()) - earlier) / earlier;
    return new Previous(then.value(), then.rank(), change, false);
  }

  /** The greatest groups of the period before that have nothing any more. */
  List<Gone> listGone(DistributionRequest request) {
    List<Gone> gone = new ArrayList<>();
    for (Group group : previousOrder) {
      boolean over = !isNothing(group.value()) && isNothing(values.get(group.keys()));
      if (over && gone.size() < request.limit()) {
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
