/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class UsageReaderMetricsTest {

  private static final TopicPartition FIRST = new TopicPartition("calls", 0);
  private static final TopicPartition SECOND = new TopicPartition("calls", 1);

  /** The offsets of the partitions, in the order in which these were registered. */
  private final List<Gauge<?>> currentOffsets = new ArrayList<>();

  private final UsageReaderMetrics metrics =
      new UsageReaderMetrics(InternalSourceReaderMetricGroup.mock(new OffsetGauges()));

  @Test
  void publishesTheLastOffsetWhenAnotherPartitionFollows() {
    metrics.registerTopicPartition(FIRST);
    metrics.registerTopicPartition(SECOND);

    metrics.recordCurrentOffset(FIRST, 5);
    metrics.recordCurrentOffset(FIRST, 6);
    metrics.recordCurrentOffset(SECOND, 9);
    assertThat(currentOffsets.get(0).getValue()).isEqualTo(6L);

    metrics.recordCurrentOffset(FIRST, 7);
    assertThat(currentOffsets.get(0).getValue()).isEqualTo(6L);
    assertThat(currentOffsets.get(1).getValue()).isEqualTo(9L);
  }

  @Test
  void publishesTheLastOffsetAtATick() {
    metrics.registerTopicPartition(FIRST);
    metrics.publishOffset();

    metrics.recordCurrentOffset(FIRST, 5);
    metrics.publishOffset();
    assertThat(currentOffsets.get(0).getValue()).isEqualTo(5L);

    metrics.recordCurrentOffset(FIRST, 6);
    metrics.publishOffset();
    metrics.publishOffset();
    assertThat(currentOffsets.get(0).getValue()).isEqualTo(6L);
  }

  private final class OffsetGauges extends UnregisteredMetricsGroup {

    @Override
    public MetricGroup addGroup(String name) {
      return this;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return this;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      if (name.equals("currentOffset")) {
        currentOffsets.add(gauge);
      }
      return gauge;
    }
  }
}
