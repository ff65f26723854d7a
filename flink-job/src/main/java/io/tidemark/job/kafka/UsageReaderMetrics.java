/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.kafka.common.TopicPartition;

/**
 * The connector's metrics. The current offset of a partition is published when records of another
 * partition or another fetch follow, and at each tick: the connector looks the partition up twice
 * for each record, which took up to a fifth of the time of reading it.
 */
final class UsageReaderMetrics extends KafkaSourceReaderMetrics {

  /** Partition of the last record; null when its offset is published. */
  private TopicPartition partition;

  private long offset;

  UsageReaderMetrics(SourceReaderMetricGroup group) {
    super(group);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // Each fetch has objects of its own, one a partition.
  public void recordCurrentOffset(TopicPartition recordPartition, long recordOffset) {
    if (recordPartition != partition) {
      publishOffset();
      partition = recordPartition;
    }
    offset = recordOffset;
  }

  /** Publishes the offset of the last record. */
  void publishOffset() {
    if (partition != null) {
      super.recordCurrentOffset(partition, offset);
      partition = null;
    }
  }
}
