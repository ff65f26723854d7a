/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.groups;

import io.tidemark.model.pricing.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the greatest of any number of groups, and adds up the others. */
final class GreatestGroups {

  private static final Comparator<Group> GREATEST_FIRST =
      Comparator.comparing(
              (Group group) -> group.value() == null ? Double.NaN : group.value().doubleValue(),
              GreatestGroups::descendingUnknownLast)
          .thenComparing(group -> String.valueOf(group.keys()));

  private final int limit;
  private final PriorityQueue<Group> leastFirst = new PriorityQueue<>(GREATEST_FIRST.reversed());
  private final Sum all = new Sum();
  private final Sum others = new Sum();
  private int count;

  /** A sum that is unknown until something was added. */
  private static final class Sum {
    private Number value;

    private void add(Number number) {
      if (number != null) {
        value = value == null ? number : plus(value, number);
      }
    }

    private static Number plus(Number one, Number other) {
      return one instanceof Money money && other instanceof Money more
          ? money.plus(more)
          : (Number) (one.longValue() + other.longValue());
    }
  }

  GreatestGroups(int limit) {
    this.limit = limit;
  }

  void addGroup(Group group) {
    count++;
    all.add(group.value());
    leastFirst.add(group);
    if (leastFirst.size() > limit) {
      others.add(leastFirst.remove().value());
    }
  }

  /** Groups until now. */
  int count() {
    return count;
  }

  Ranking rankGroups() {
    List<Group> greatest = new ArrayList<>(leastFirst);
    greatest.sort(GREATEST_FIRST);
    return new Ranking(greatest, all.value, count - greatest.size(), others.value);
  }

  private static int descendingUnknownLast(double one, double other) {
    if (Double.isNaN(one) || Double.isNaN(other)) {
      return Boolean.compare(Double.isNaN(one), Double.isNaN(other));
    }
    return Double.compare(other, one);
  }
}
