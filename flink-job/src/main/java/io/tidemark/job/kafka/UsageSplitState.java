/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import io.tidemark.job.eventtime.ClockFallback;
import java.time.Duration;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitState;

/**
 * Where a reader is in a partition, counted by what it has handed on, and whether the clock may
 * move the partition's event time. Only checkpoints keep the offset; the rest starts over.
 */
final class UsageSplitState extends KafkaPartitionSplitState {

  private final ClockFallback clockFallback;

  UsageSplitState(KafkaPartitionSplit split, Duration idleAfter, long now) {
    super(split);
    clockFallback = new ClockFallback(idleAfter.toMillis(), now);
  }

  ClockFallback clockFallback() {
    return clockFallback;
  }
}
