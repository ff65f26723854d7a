/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.PipelineAggregation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PreAggregatorTest {

  private static final long HOUR = 3_600_000;
  private static final long TEN = 10 * HOUR;
  private static final long ELEVEN = 11 * HOUR;
  private static final long NO_WATERMARK = Long.MIN_VALUE;
  private static final byte[] ACME = DimensionKey.of("acme");

  private static final AggregateLayout LAYOUT = PipelineAggregation.LAYOUT;
  private static final WindowOptions OPTIONS =
      new WindowOptions(HOUR, Duration.ofHours(24), Duration.ZERO, Duration.ZERO, 1000);

  private final PreAggregator table = new PreAggregator(OPTIONS, LAYOUT);

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

  /** Rows that are appended in any number and length, next to events that are added at once. */
  @RepeatedTest(5)
  void addsEachAppendedRowOnce() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    PreAggregator rows = new PreAggregator(OPTIONS, LAYOUT, PreAggregatorTest::addRows);
    Map<WindowKey, Long> expected = new HashMap<>();
    Map<WindowKey, Long> drained = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      WindowKey key = new WindowKey(random.nextBoolean() ? TEN : ELEVEN, group(random.nextInt(40)));
      long amount = random.nextInt(100);
      expected.merge(key, amount, Long::sum);
      byte[] buffer = new byte[3 + key.dimensions().length];
      System.arraycopy(key.dimensions(), 0, buffer, 3, key.dimensions().length);
      if (random.nextInt(10) == 0) {
        PipelineAggregation.addCounted(
            amount, rows.at(key.windowStart(), key.dimensions(), NO_WATERMARK));
      } else {
        WindowPart part =
            rows.partAt(key.windowStart(), buffer, 3, key.dimensions().length, NO_WATERMARK);
        byte[] row = row(amount, random);
        part.append(row, 1, row.length - 1);
      }
      if (random.nextInt(3_000) == 0) {
        rows.drain(part -> drained.merge(part.group(), part.measures().events(), Long::sum));
      }
    }
    rows.drain(part -> drained.merge(part.group(), part.measures().events(), Long::sum));

    assertThat(drained).as("seed %s", seed).isEqualTo(expected);
  }

  @Test
  void rejectsRowsWithoutAnAdder() {
    WindowPart part = table.partAt(TEN, ACME, 0, ACME.length, NO_WATERMARK);
    part.append(new byte[8], 0, 8);

    assertThatThrownBy(part::aggregate).isInstanceOf(UnsupportedOperationException.class);
  }

  private static byte[] group(int number) {
    return DimensionKey.of("acme", "user-" + number);
  }

  /** A byte that does not belong to it, its length, the amount, and any number of bytes. */
  private static byte[] row(long amount, Random random) {
    int length = 3 + random.nextInt(random.nextInt(50) == 0 ? 2 * WindowPart.MAX_BYTES : 80);
    byte[] row = new byte[1 + length];
    random.nextBytes(row);
    row[1] = (byte) (length >> 8);
    row[2] = (byte) length;
    row[3] = (byte) amount;
    return row;
  }

  private static void addRows(byte[] rows, int length, Aggregate target) {
    assertThat(length).isBetween(1, rows.length);
    for (int at = 0; at < length; at += (rows[at] & 0xff) << 8 | (rows[at + 1] & 0xff)) {
      PipelineAggregation.addCounted(rows[at + 2], target);
    }
  }

  private List<PartialAggregate> drainedBefore(long watermark) {
    List<PartialAggregate> parts = new ArrayList<>();
    table.drainBefore(watermark, parts::add);
    return parts;
  }
}
