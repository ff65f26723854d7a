/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import io.tidemark.model.deadletters.DeadLetterReason;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/**
 * The counters of a reader, in the group {@code intake} of its source operator:
 *
 * <ul>
 *   <li>{@code events}: events handed on. Flink's own {@code numRecordsIn} counts Kafka records,
 *       its {@code pendingRecords} those fetched by none yet.
 *   <li>{@code reason.<reason>.rejected}: refusals by reason, as a label {@code reason} where the
 *       reporter has labels.
 *   <li>{@code heartbeats}: proofs that a silent partition had nothing to read.
 *   <li>{@code lostOffsets}: offsets deleted before they were read, when they are skipped.
 * </ul>
 */
final class SourceMetrics {

  /** The other reasons arise further down. */
  private static final Set<DeadLetterReason> REASONS =
      EnumSet.of(
          DeadLetterReason.MALFORMED,
          DeadLetterReason.TOO_LARGE,
          DeadLetterReason.FUTURE,
          DeadLetterReason.EXPIRED);

  private final Counter events;
  private final Counter heartbeats;
  private final Counter lostOffsets;
  private final Map<DeadLetterReason, Counter> rejected = new EnumMap<>(DeadLetterReason.class);

  SourceMetrics(MetricGroup operator) {
    MetricGroup group = operator.addGroup("intake");
    events = group.counter("events");
    heartbeats = group.counter("heartbeats");
    // Counted on the fetching thread.
    lostOffsets = group.counter("lostOffsets", new ThreadSafeSimpleCounter());
    for (DeadLetterReason reason : REASONS) {
      rejected.put(reason, group.addGroup("reason", reason.id()).counter("rejected"));
    }
  }

  void event() {
    events.inc();
  }

  void rejected(DeadLetterReason reason) {
    rejected.get(reason).inc();
  }

  void heartbeat() {
    heartbeats.inc();
  }

  void lost(long offsets) {
    lostOffsets.inc(offsets);
  }
}
