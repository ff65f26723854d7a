/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.groups;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The greatest of all groups, and the rest together.
 *
 * @param greatest greatest first
 * @param total sum over all groups; null when no group has a known value
 * @param otherGroups how many are not among the greatest
 * @param otherTotal sum over these; null when no group has a known value
 */
public record Ranking(List<Group> greatest, Number total, int otherGroups, Number otherTotal) {

  public Ranking {
    greatest = List.copyOf(greatest);
  }

  /** Ranks groups that are known; {@code limit}: how many of them are the greatest. */
  public static Ranking of(Collection<Group> groups, int limit) {
    GreatestGroups greatest = new GreatestGroups(limit);
    groups.forEach(greatest::addGroup);
    return greatest.rankGroups();
  }

  /** The same with values as answers have them. */
  Ranking show(UnaryOperator<Number> shown) {
    return new Ranking(
        greatest.stream()
            .map(group -> new Group(group.keys(), shown.apply(group.value())))
            .toList(),
        shown.apply(total),
        otherGroups,
        shown.apply(otherTotal));
  }

  /** Whether there are no groups at all. */
  public boolean isEmpty() {
    return greatest.isEmpty();
  }

  /** Whether there are groups other than the top ones. */
  public boolean hasOthers() {
    return otherGroups > 0;
  }
}
