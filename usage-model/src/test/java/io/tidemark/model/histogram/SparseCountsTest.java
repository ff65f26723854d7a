/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SparseCountsTest {

  private static final long SEED = 20261129;
  private static final int GREATEST_KEY = 65_535;

  /** The same counts in a map of the JDK. */
  @Test
  void agreesWithAMapForRandomCounts() {
    Random random = new Random(SEED);
    for (int round = 0; round < 200; round++) {
      Counts counts = new Counts();
      SortedMap<Integer, Long> expected = new TreeMap<>();
      int keys = 1 + random.nextInt(60);
      for (int i = 0; i < 300; i++) {
        int key = random.nextInt(keys) * (GREATEST_KEY / 60);
        long more = random.nextInt(7) - 3L;
        if (random.nextInt(4) == 0) {
          counts.appendCount(key, more);
        } else {
          counts.addCount(key, more);
        }
        add(expected, key, more);
        assertThat(counts.findCount(key)).isEqualTo(expected.getOrDefault(key, 0L));
      }
      assertThat(counts.toMap()).as("round %s", round).isEqualTo(expected);
    }
  }

  @Test
  void addsAnotherObjectThatStaysAsItIs() {
    Random random = new Random(SEED);
    for (int round = 0; round < 200; round++) {
      Counts one = new Counts();
      Counts other = new Counts();
      SortedMap<Integer, Long> expected = new TreeMap<>();
      for (int i = random.nextInt(40); i > 0; i--) {
        int key = random.nextInt(50);
        one.addCount(key, 1);
        add(expected, key, 1);
      }
      for (int i = random.nextInt(40); i > 0; i--) {
        other.addCount(random.nextInt(50), -1);
      }
      SortedMap<Integer, Long> before = other.toMap();
      before.forEach((key, count) -> add(expected, key, count));

      one.addCounts(other);
      assertThat(one.toMap()).isEqualTo(expected);
      one.addCount(7, 1);
      assertThat(other.toMap()).isEqualTo(before);
    }
  }

  @Test
  void keepsTheGreatestKeyAndCount() {
    Counts counts = new Counts();
    counts.addCount(GREATEST_KEY, Long.MAX_VALUE);
    counts.addCount(0, Long.MIN_VALUE);
    assertThat(counts.toMap())
        .containsExactly(
            Map.entry(0, -SparseCounts.MAX_COUNT), Map.entry(GREATEST_KEY, SparseCounts.MAX_COUNT));
    counts.addCount(GREATEST_KEY, SparseCounts.MAX_COUNT);
    assertThat(counts.findCount(GREATEST_KEY)).isEqualTo(SparseCounts.MAX_COUNT);
  }

  private static void add(SortedMap<Integer, Long> counts, int key, long more) {
    counts.merge(key, more, Long::sum);
    counts.remove(key, 0L);
  }

  private static final class Counts extends SparseCounts {

    SortedMap<Integer, Long> toMap() {
      SortedMap<Integer, Long> all = new TreeMap<>();
      for (int i = 0; i < size(); i++) {
        all.put(keyAt(i), countAt(i));
      }
      return all;
    }
  }
}
