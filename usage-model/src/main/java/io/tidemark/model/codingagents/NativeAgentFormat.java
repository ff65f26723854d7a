/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.intake.Excerpt;
import io.tidemark.model.intake.FlatRecord;
import io.tidemark.model.intake.UsageFormat;

/** Tidemark's own measurement: one flat JSON object a record, as {@link AgentField} lists. */
public final class NativeAgentFormat implements UsageFormat<AgentMeasurement> {

  private final FlatRecord<AgentField> fields = new FlatRecord<>(AgentField.class);

  @Override
  public void parse(byte[] record, Output<AgentMeasurement> output) {
    String problem = fields.open(record);
    AgentMeasurement measurement = problem == null ? read() : null;
    problem = problem == null ? fields.problem() : problem;
    if (problem == null) {
      output.event(measurement);
    } else {
      output.reject(problem);
    }
  }

  @Override
  public void copyRecord(byte[] record, Excerpt excerpt) {
    excerpt.copyReplaced(record, fields.part());
  }

  private AgentMeasurement read() {
    AgentMeasurement measurement = new AgentMeasurement();
    measurement.measurementId = fields.required(AgentField.MEASUREMENT_ID);
    measurement.eventTime = fields.requiredTime(AgentField.EVENT_TIME);
    measurement.tenantId = fields.required(AgentField.TENANT_ID);
    measurement.userId = fields.identifier(AgentField.USER_ID);
    measurement.agent = fields.identifier(AgentField.AGENT);
    measurement.sessionId = fields.identifier(AgentField.SESSION_ID);
    measurement.metric = fields.choice(AgentField.METRIC, AgentMetric.class, null);
    if (measurement.metric == null) {
      fields.refuse("metric is missing");
      return measurement;
    }
    int decimals = measurement.metric.decimals();
    measurement.value =
        decimals == 0 ? fields.count(AgentField.VALUE) : fields.scaled(AgentField.VALUE, decimals);
    if (measurement.value < 0) {
      fields.refuse("value is missing");
    }
    return measurement;
  }
}
