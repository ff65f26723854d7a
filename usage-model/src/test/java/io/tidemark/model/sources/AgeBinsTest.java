/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AgeBinsTest {

  @Test
  void everyAgeIsInTheBinThatBeginsAtOrBelowIt() {
    for (long age : new long[] {-5, 0, 15, 16, 31, 32, 1_000, 60_000, 1L << 40}) {
      int bin = AgeBins.of(age);
      assertThat(AgeBins.lowest(bin)).isLessThanOrEqualTo(Math.max(0, age));
      if (bin < AgeBins.COUNT - 1) {
        assertThat(AgeBins.lowest(bin + 1)).isGreaterThan(age);
      }
    }
    assertThat(AgeBins.of(Long.MAX_VALUE)).isEqualTo(AgeBins.COUNT - 1);
    assertThat(AgeBins.fieldName(7)).isEqualTo("b07");
  }

  @Test
  void theMedianIsInTheBinOfTheExactMedian() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      long[] ages = random.longs(1 + random.nextInt(50), 0, 5_000_000).sorted().toArray();
      long[] counts = new long[AgeBins.COUNT];
      Arrays.stream(ages).forEach(age -> counts[AgeBins.of(age)]++);
      long exact = ages[(ages.length - 1) / 2];

      long median = AgeBins.median(counts);

      int bin = AgeBins.of(exact);
      assertThat(median)
          .as("seed %d, round %d", seed, round)
          .isBetween(AgeBins.lowest(bin), AgeBins.lowest(bin + 1));
    }
  }

  @Test
  void thereIsNoMedianOfNothing() {
    assertThat(AgeBins.median(new long[AgeBins.COUNT])).isEqualTo(-1);
  }
}
