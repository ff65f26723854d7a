/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LatencyBinsTest {

  @Test
  void binsFollowEachOtherWithoutGapOrOverlap() {
    for (int bin = 0; bin < LatencyBins.OVERFLOW; bin++) {
      assertThat(LatencyBins.highest(bin) + 1).isEqualTo(LatencyBins.lowest(bin + 1));
      assertThat(LatencyBins.of(LatencyBins.lowest(bin))).isEqualTo(bin);
      assertThat(LatencyBins.of(LatencyBins.highest(bin))).isEqualTo(bin);
    }
  }

  @Test
  void aBinIsAtMostOneSixteenthAsWideAsItsLeastValue() {
    for (int bin = 16; bin < LatencyBins.OVERFLOW; bin++) {
      long width = LatencyBins.highest(bin) + 1 - LatencyBins.lowest(bin);
      assertThat(width * 16).isLessThanOrEqualTo(LatencyBins.lowest(bin));
    }
  }

  @Test
  void whatIsLongerThanTheLastBoundHasABinOfItsOwn() {
    assertThat(LatencyBins.of((1L << 20) - 1)).isEqualTo(LatencyBins.OVERFLOW - 1);
    assertThat(LatencyBins.of(1L << 20)).isEqualTo(LatencyBins.OVERFLOW);
    assertThat(LatencyBins.of(Long.MAX_VALUE)).isEqualTo(LatencyBins.OVERFLOW);
  }

  @Test
  void fieldNamesSortLikeTheBins() {
    assertThat(LatencyBins.fieldName(7)).isEqualTo("b007");
    assertThat(LatencyBins.fieldName(LatencyBins.OVERFLOW)).isEqualTo("b272");
  }

  @Test
  void aBinIsFoundByTheNameOfItsField() {
    for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
      assertThat(LatencyBins.named(LatencyBins.fieldName(bin))).isEqualTo(bin);
    }
    assertThatThrownBy(() -> LatencyBins.named("b273"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("b273");
  }
}
