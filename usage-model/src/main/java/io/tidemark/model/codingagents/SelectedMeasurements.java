/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.UsageFormat;
import java.util.function.Predicate;

/** Reads the measurements of some metrics, and marks tokens and cost; rejections stay. */
final class SelectedMeasurements implements UsageFormat<AgentMeasurement> {

  private final UsageFormat<AgentMeasurement> format;
  private final Predicate<AgentMetric> counted;
  private final TokenSignal signal;

  /**
   * A reader of some measurements.
   *
   * @param signal the mark of tokens and cost
   */
  SelectedMeasurements(
      UsageFormat<AgentMeasurement> format, Predicate<AgentMetric> counted, TokenSignal signal) {
    this.format = format;
    this.counted = counted;
    this.signal = signal;
  }

  @Override
  public void parse(byte[] record, Output<AgentMeasurement> output) {
    format.parse(
        record,
        new Output<>() {
          @Override
          public void event(AgentMeasurement measurement) {
            if (counted.test(measurement.metric)) {
              if (measurement.metric.isTokensOrCost()) {
                measurement.tokenSignal = signal;
              }
              output.event(measurement);
            }
          }

          @Override
          public void reject(String message) {
            output.reject(message);
          }

          @Override
          public void reject(String message, int events) {
            output.reject(message, events);
          }
        });
  }

  @Override
  public void setDefaultTenant(String tenant) {
    format.setDefaultTenant(tenant);
  }

  @Override
  public void copyRecord(byte[] record, Excerpt excerpt) {
    format.copyRecord(record, excerpt);
  }

  @Override
  public void copyEvent(byte[] record, Excerpt excerpt) {
    format.copyEvent(record, excerpt);
  }
}
