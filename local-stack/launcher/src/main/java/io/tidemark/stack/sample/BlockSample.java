/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Things that last: each begins in one block of hours, and may end in a later one. A block is made
 * up from the seed alone, so any range shows the same things.
 */
abstract class BlockSample implements SampleKind {

  private static final long HOUR_MILLIS = 3_600_000;

  /** Takes what happens; most of it is outside the range that was asked for. */
  interface Target {
    void takeEvent(String topic, Instant time, Map<String, ?> fields);
  }

  private final long blockMillis;
  private final int blocksBack;

  /**
   * @param blockHours length of a block
   * @param blocksBack how many blocks before its end something may have begun, at most
   */
  BlockSample(int blockHours, int blocksBack) {
    blockMillis = blockHours * HOUR_MILLIS;
    this.blocksBack = blocksBack;
  }

  /** Makes up all that begins in a block. */
  abstract void createBlock(SamplePlan plan, Instant begin, Dice dice, Target target);

  final long blockMillis() {
    return blockMillis;
  }

  @Override
  public final Stream<SampleEvent> createEvents(SamplePlan plan) {
    long first = Math.floorDiv(plan.from().toEpochMilli(), blockMillis);
    long last = Math.floorDiv(plan.to().toEpochMilli() - 1, blockMillis);
    return LongStream.rangeClosed(first, last)
        .boxed()
        .flatMap(block -> createBlock(plan, block).stream());
  }

  /** The events of the plan whose time is in the block, in order. */
  private List<SampleEvent> createBlock(SamplePlan plan, long block) {
    Instant from = chooseLater(plan.from(), Instant.ofEpochMilli(block * blockMillis));
    Instant blockEnd = Instant.ofEpochMilli((block + 1) * blockMillis);
    Instant to = plan.to().isBefore(blockEnd) ? plan.to() : blockEnd;
    List<SampleEvent> events = new ArrayList<>();
    for (long begin = block - blocksBack; begin <= block; begin++) {
      createBlock(
          plan,
          Instant.ofEpochMilli(begin * blockMillis),
          new Dice(plan.seed(), begin),
          (topic, time, fields) -> {
            if (!time.isBefore(from) && time.isBefore(to)) {
              events.add(new SampleEvent(topic, time, SampleRows.createRow(fields)));
            }
          });
    }
    events.sort(Comparator.comparing(SampleEvent::time));
    return events;
  }

  private static Instant chooseLater(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
