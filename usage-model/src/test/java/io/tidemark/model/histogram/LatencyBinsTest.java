/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class LatencyBinsTest {

  @Test
  void binsFollowEachOtherWithoutGapOrOverlap() {
    for (int bin = 0; bin < LatencyBins.OVERFLOW; bin++) {
      if (bin == LatencyBins.EARLIER_OVERFLOW) {
        continue;
      }
      assertThat(LatencyBins.highest(bin) + 1).isEqualTo(LatencyBins.lowest(bin + 1));
      assertThat(LatencyBins.of(LatencyBins.lowest(bin))).isEqualTo(bin);
      assertThat(LatencyBins.of(LatencyBins.highest(bin))).isEqualTo(bin);
    }
  }

  @Test
  void aBinIsAtMostOneSixteenthAsWideAsItsLeastValue() {
    for (int bin = 16; bin < LatencyBins.OVERFLOW; bin++) {
      if (bin == LatencyBins.EARLIER_OVERFLOW) {
        continue;
      }
      long width = LatencyBins.highest(bin) + 1 - LatencyBins.lowest(bin);
      assertThat(width * 16).isLessThanOrEqualTo(LatencyBins.lowest(bin));
    }
  }

  @Test
  void binsEndAfterSevenDays() {
    int sevenDays = LatencyBins.of(LatencyBins.LONGEST.toMillis());

    assertThat(LatencyBins.LONGEST).hasDays(7);
    assertThat(sevenDays).isEqualTo(LatencyBins.OVERFLOW - 1);
    assertThat(LatencyBins.of(LatencyBins.highest(sevenDays) + 1)).isEqualTo(LatencyBins.OVERFLOW);
    assertThat(LatencyBins.of(Long.MAX_VALUE)).isEqualTo(LatencyBins.OVERFLOW);
    assertThat(LatencyBins.highest(LatencyBins.OVERFLOW)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theOverflowOfEarlierBuildsKeepsItsMeaningAndTakesNothingNew() {
    assertThat(LatencyBins.fieldName(LatencyBins.EARLIER_OVERFLOW)).isEqualTo("b272");
    assertThat(LatencyBins.lowest(LatencyBins.EARLIER_OVERFLOW)).isEqualTo(1L << 20);
    assertThat(LatencyBins.highest(LatencyBins.EARLIER_OVERFLOW)).isEqualTo(Long.MAX_VALUE);
    assertThat(LatencyBins.of((1L << 20) - 1)).isEqualTo(LatencyBins.EARLIER_OVERFLOW - 1);
    assertThat(LatencyBins.of(1L << 20)).isEqualTo(LatencyBins.EARLIER_OVERFLOW + 1);
  }

  @Test
  void binsBelowTwoToTheTwentyKeepTheirNames() {
    assertThat(LatencyBins.fieldName(LatencyBins.of(15))).isEqualTo("b015");
    assertThat(LatencyBins.fieldName(LatencyBins.of(1_000))).isEqualTo("b111");
    assertThat(LatencyBins.fieldName(LatencyBins.of(1_048_575))).isEqualTo("b271");
  }

  @Test
  void fieldNamesSortLikeTheBins() {
    assertThat(LatencyBins.fieldName(7)).isEqualTo("b007");
    assertThat(LatencyBins.fieldName(LatencyBins.OVERFLOW)).isEqualTo("b420");
  }

  @Test
  void aBinIsFoundByTheNameOfItsField() {
    for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
      assertThat(LatencyBins.named(LatencyBins.fieldName(bin))).isEqualTo(bin);
    }
    assertThatThrownBy(() -> LatencyBins.named("b421"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("b421");
  }
}
