/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.reading;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.intake.kafka.RecordWriter;
import org.springframework.stereotype.Component;

/** Writes accepted items, and counts all. */
@Component
public final class OutcomeWriter {

  private static final String ITEMS = "tidemark.intake.items";

  private final RecordWriter writer;
  private final MeterRegistry metrics;

  OutcomeWriter(RecordWriter writer, MeterRegistry metrics) {
    this.writer = writer;
    this.metrics = metrics;
  }

  /**
   * Returns when the accepted items are durable.
   *
   * @throws io.tidemark.intake.request.IntakeException when they are not
   */
  public void writeOutcome(WorkloadIntake<?> workload, String format, Outcome outcome) {
    if (!outcome.records().isEmpty()) {
      writer.writeRecords(outcome.records());
    }
    countItems(workload, format, "accepted", outcome.accepted());
    countItems(workload, format, "rejected", outcome.rejected());
    countItems(workload, format, "ignored", outcome.ignored());
  }

  private void countItems(WorkloadIntake<?> workload, String format, String result, int items) {
    if (items > 0) {
      metrics
          .counter(ITEMS, "workload", workload.name(), "format", format, "result", result)
          .increment(items);
    }
  }
}
