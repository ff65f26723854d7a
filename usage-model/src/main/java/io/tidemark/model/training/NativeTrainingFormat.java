/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.FlatRecord;
import io.tidemark.model.parsing.FlatRecord.Column;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.Map;

/**
 * Tidemark's own training event: one flat JSON object a record, as {@link WorkloadSchemas#TRAINING}
 * declares.
 */
public final class NativeTrainingFormat implements UsageFormat<TrainingEvent> {

  private final FlatRecord fields = new FlatRecord(WorkloadSchemas.TRAINING, Map.of());
  private final Column jobId = fields.column("job_id");
  private final Column step = fields.choiceColumn("event", TrainingStep.class);
  private final Column eventTime = fields.column("event_time");
  private final Column tenantId = fields.column("tenant_id");
  private final Column projectId = fields.column("project_id");
  private final Column userId = fields.column("user_id");
  private final Column baseModel = fields.column("base_model");
  private final Column method = fields.column("method");
  private final Column trainedTokens = fields.column("trained_tokens");
  private final Column attempt = fields.column("attempt");
  private final Column startedAt = fields.column("started_at");
  private final Column finishedAt = fields.column("finished_at");

  @Override
  public void parse(byte[] record, Output<TrainingEvent> output) {
    fields.parse(record, this::read, output);
  }

  @Override
  public void copyRecord(byte[] record, Excerpt excerpt) {
    excerpt.copyReplaced(record, fields.part());
  }

  private TrainingEvent read() {
    TrainingEvent event = new TrainingEvent();
    event.jobId = fields.identifier(jobId);
    event.step = fields.choice(step, TrainingStep.class);
    event.eventTime = fields.time(eventTime);
    event.tenantId = fields.identifier(tenantId);
    event.projectId = fields.identifier(projectId);
    event.userId = fields.identifier(userId);
    event.baseModel = fields.identifier(baseModel);
    event.method = fields.identifier(method);
    event.trainedTokens = fields.count(trainedTokens);
    event.attempt = fields.count(attempt);
    event.startedAt = fields.time(startedAt);
    event.finishedAt = fields.time(finishedAt);
    return event;
  }
}
