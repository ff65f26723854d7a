/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.kafka;

import java.util.List;

/** Writes records so that they survive any crash of this process. */
public interface RecordWriter extends AutoCloseable {

  /**
   * Returns when all records are durable.
   *
   * @throws io.tidemark.intake.request.IntakeException when they are not, or may not be
   */
  void writeRecords(List<IntakeRecord> records);

  @Override
  void close();
}
