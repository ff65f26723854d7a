/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.RandomSeed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class GreatestGroupsTest {

  @Test
  void equalsSortingAllGroups() {
    long seed = RandomSeed.SEED;
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int limit = 1 + random.nextInt(10);
      List<Group> all = new ArrayList<>();
      GreatestGroups greatest = new GreatestGroups(limit);
      for (int i = random.nextInt(40); i > 0; i--) {
        Long value = random.nextInt(4) == 0 ? null : (long) random.nextInt(5);
        Group group = new Group(List.of("g" + i), value);
        all.add(group);
        greatest.addGroup(group);
      }

      Ranking ranking = greatest.rankGroups();

      all.sort(
          Comparator.comparing(
                  Group::value, Comparator.nullsFirst(Comparator.comparing(n -> (Long) n)))
              .reversed()
              .thenComparing(group -> group.keys().toString()));
      List<Group> others = all.subList(Math.min(limit, all.size()), all.size());
      assertThat(ranking.greatest())
          .as("seed " + seed)
          .isEqualTo(all.subList(0, Math.min(limit, all.size())));
      assertThat(ranking.otherGroups()).isEqualTo(others.size());
      assertThat(ranking.hasOthers()).isEqualTo(!others.isEmpty());
      assertThat(ranking.total()).isEqualTo(sum(all));
      assertThat(ranking.otherTotal()).isEqualTo(sum(others));
    }
  }

  private static Long sum(List<Group> groups) {
    return groups.stream()
        .map(Group::value)
        .filter(Objects::nonNull)
        .map(Number::longValue)
        .reduce(Long::sum)
        .orElse(null);
  }
}
