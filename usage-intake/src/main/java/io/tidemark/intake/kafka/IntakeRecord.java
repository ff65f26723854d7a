/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.kafka;

import io.tidemark.model.parsing.Sender;

/**
 * A record for Kafka.
 *
 * @param topic the topic of the workload
 * @param format how the job reads the value
 * @param sender goes into the headers
 * @param value one item, without any content
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record IntakeRecord(String topic, String format, Sender sender, byte[] value) {

  /** Bytes of heap of the record itself, its array, and their places in lists. */
  private static final int OVERHEAD = 100;

  /** Bytes of heap that it takes. */
  public long heapBytes() {
    return OVERHEAD + (long) value.length;
  }
}
