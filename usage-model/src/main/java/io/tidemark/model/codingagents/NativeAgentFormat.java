/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.FlatRecord;
import io.tidemark.model.parsing.FlatRecord.Column;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.Map;

/**
 * Tidemark's own measurement: one flat JSON object a record, as {@link
 * WorkloadSchemas#CODING_AGENTS} declares.
 */
public final class NativeAgentFormat implements UsageFormat<AgentMeasurement> {

  private final FlatRecord fields = new FlatRecord(WorkloadSchemas.CODING_AGENTS, Map.of());
  private final Column measurementId = fields.column("measurement_id");
  private final Column eventTime = fields.column("event_time");
  private final Column tenantId = fields.column("tenant_id");
  private final Column userId = fields.column("user_id");
  private final Column agent = fields.column("agent");
  private final Column projectId = fields.column("project_id");
  private final Column model = fields.column("model");
  private final Column serviceTier = fields.column("service_tier");
  private final Column sessionId = fields.column("session_id");
  private final Column metric = fields.choiceColumn("metric", AgentMetric.class);
  private final Column value = fields.column("value");

  @Override
  public void parse(byte[] record, Output<AgentMeasurement> output) {
    fields.parse(record, this::read, output);
  }

  @Override
  public void copyRecord(byte[] record, Excerpt excerpt) {
    excerpt.copyReplaced(record, fields.part());
  }

  private AgentMeasurement read() {
    AgentMeasurement measurement = new AgentMeasurement();
    measurement.measurementId = fields.identifier(measurementId);
    measurement.eventTime = fields.time(eventTime);
    measurement.tenantId = fields.identifier(tenantId);
    measurement.userId = fields.identifier(userId);
    measurement.agent = fields.identifier(agent);
    measurement.sessionId = fields.identifier(sessionId);
    measurement.projectId = fields.identifier(projectId);
    measurement.model = fields.identifier(model);
    measurement.serviceTier = fields.identifier(serviceTier);
    measurement.metric = fields.choice(metric, AgentMetric.class);
    if (measurement.metric != null) {
      int decimals = measurement.metric.decimals();
      measurement.value = decimals == 0 ? fields.count(value) : fields.scaled(value, decimals);
    }
    return measurement;
  }
}
