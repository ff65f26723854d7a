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
class TokenBinsTest {

  private static final BinLayout TOKENS = BinLayout.TOKENS;

  @Test
  void binsFollowEachOtherWithoutGapOrOverlap() {
    for (int bin = 0; bin < TokenBins.OVERFLOW; bin++) {
      assertThat(TOKENS.highest(bin) + 1).isEqualTo(TOKENS.lowest(bin + 1));
      assertThat(TOKENS.find(TOKENS.lowest(bin))).isEqualTo(bin);
      assertThat(TOKENS.find(TOKENS.highest(bin))).isEqualTo(bin);
    }
  }

  @Test
  void aBinIsAtMostAQuarterAsWideAsItsLeastValue() {
    for (int bin = 4; bin < TokenBins.OVERFLOW; bin++) {
      long width = TOKENS.highest(bin) + 1 - TOKENS.lowest(bin);
      assertThat(width * 4).isLessThanOrEqualTo(TOKENS.lowest(bin));
    }
  }

  @Test
  void binsHoldPromptsOfMillionsOfTokens() {
    assertThat(TOKENS.find(10_000_000)).isLessThan(TokenBins.OVERFLOW);
    assertThat(TOKENS.find(TokenBins.MOST - 1)).isEqualTo(TokenBins.OVERFLOW - 1);
    assertThat(TOKENS.find(TokenBins.MOST)).isEqualTo(TokenBins.OVERFLOW);
    assertThat(TOKENS.find(Long.MAX_VALUE)).isEqualTo(TokenBins.OVERFLOW);
    assertThat(TOKENS.highest(TokenBins.OVERFLOW)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void binsKeepTheirNames() {
    assertThat(TOKENS.fieldNames()).isEqualTo("b000..b100");
    assertThat(TOKENS.find(1_000)).isEqualTo(35);
    assertThat(TOKENS.find(128_000)).isEqualTo(63);
  }

  @Test
  void rejectsCountsOfBinsThatItDoesNotHave() {
    assertThatThrownBy(() -> BinCounts.add("b101x1", 1, new long[TokenBins.COUNT]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("b101x1");
  }
}
