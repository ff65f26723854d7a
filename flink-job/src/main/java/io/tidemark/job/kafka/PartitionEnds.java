/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/**
 * Where partitions end at this moment, asked without waiting: every question is answered once, on
 * another thread, to the listener that the implementation was given.
 */
interface PartitionEnds extends AutoCloseable {

  /** The state of a partition as the broker reported it. */
  record Answer(TopicPartition partition, Finding finding, long end) {}

  /** The kinds of answers. */
  enum Finding {
    /** {@link Answer#end} is the offset after the last record, open transactions included. */
    END,
    /** No record is left before {@link Answer#end}. */
    NOTHING_LEFT,
    /** Records are left, or may be. */
    RECORDS_LEFT,
    /** Kafka did not answer. */
    UNANSWERED
  }

  /** Asks where partitions end; answered {@code END} or {@code UNANSWERED}. */
  void askEnds(Collection<TopicPartition> partitions);

  /**
   * Asks whether there is a record to read from {@code position} (negative: the first one) on and
   * before {@code end}; answered with any finding but {@code END}.
   */
  void probeTail(TopicPartition partition, long position, long end);

  @Override
  void close();
}
