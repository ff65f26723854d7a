/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.PipelineAggregation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PreAggregatorTest {

  private static final long HOUR = 3_600_000;
  private static final long TEN = 10 * HOUR;
  private static final long ELEVEN = 11 * HOUR;
  private static final long NO_WATERMARK = Long.MIN_VALUE;
  private static final byte[] ACME = DimensionKey.of("acme");

  private final PreAggregator table =
      new PreAggregator(
          new WindowOptions(HOUR, Duration.ofHours(24), Duration.ZERO, Duration.ZERO, 1000),
          PipelineAggregation.LAYOUT);

  @Test
  void foldsAGroupsHourIntoOnePart() {
    PipelineAggregation.addCounted(2, table.at(TEN, ACME, NO_WATERMARK));
    PipelineAggregation.addCounted(3, table.at(TEN, DimensionKey.of("acme"), NO_WATERMARK));

    List<PartialAggregate> parts = drainedBefore(Long.MAX_VALUE);

    assertThat(parts).hasSize(1);
    assertThat(parts.get(0).group()).isEqualTo(new WindowKey(TEN, ACME));
    assertThat(parts.get(0).measures().events()).isEqualTo(5);
    assertThat(table.size()).isZero();
  }

  @Test
  void anHourThatClosesLeavesTheNextOneInPlace() {
    PipelineAggregation.addCounted(1, table.at(TEN, ACME, NO_WATERMARK));
    PipelineAggregation.addCounted(1, table.at(ELEVEN, ACME, NO_WATERMARK));
    long closesTen = ELEVEN - 1;
    assertThat(table.mustLeaveBefore(closesTen - 1)).isFalse();
    assertThat(table.mustLeaveBefore(closesTen)).isTrue();

    assertThat(drainedBefore(closesTen))
        .extracting(part -> part.group().windowStart())
        .containsExactly(TEN);

    assertThat(table.size()).isEqualTo(1);
    assertThat(table.mustLeaveBefore(closesTen)).isFalse();
    assertThat(table.mustLeaveBefore(ELEVEN + HOUR - 1)).isTrue();
    PipelineAggregation.addCounted(1, table.at(ELEVEN, ACME, closesTen));
    assertThat(drainedBefore(Long.MAX_VALUE))
        .extracting(part -> part.measures().events())
        .containsExactly(2L);
  }

  @Test
  void aLatePartStaysUntilItsHourClosesForCorrections() {
    PipelineAggregation.addCounted(1, table.at(TEN, ACME, ELEVEN));

    assertThat(table.mustLeaveBefore(ELEVEN + HOUR)).isFalse();
    assertThat(table.mustLeaveBefore(ELEVEN + 24 * HOUR)).isTrue();
  }

  @Test
  void findsThePartOfAnyWindowAndAfterADrainWithTheSameCursor() {
    PreAggregator.Cursor cursor = new PreAggregator.Cursor(ACME);
    PipelineAggregation.addCounted(1, table.at(TEN, cursor, NO_WATERMARK));
    PipelineAggregation.addCounted(2, table.at(ELEVEN, cursor, NO_WATERMARK));
    PipelineAggregation.addCounted(3, table.at(TEN, cursor, NO_WATERMARK));
    PipelineAggregation.addCounted(4, table.at(TEN, ACME, NO_WATERMARK));

    assertThat(drainedBefore(Long.MAX_VALUE))
        .extracting(part -> part.measures().events())
        .containsExactlyInAnyOrder(8L, 2L);

    PipelineAggregation.addCounted(5, table.at(TEN, cursor, NO_WATERMARK));
    assertThat(drainedBefore(Long.MAX_VALUE))
        .extracting(part -> part.measures().events())
        .containsExactly(5L);
  }

  private List<PartialAggregate> drainedBefore(long watermark) {
    List<PartialAggregate> parts = new ArrayList<>();
    table.drainBefore(watermark, parts::add);
    return parts;
  }
}
