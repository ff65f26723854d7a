/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import io.tidemark.model.intake.Excerpt;
import io.tidemark.model.intake.FlatRecord;
import io.tidemark.model.intake.UsageFormat;

/** Tidemark's own training event: one flat JSON object a record, as {@link TrainingField} lists. */
public final class NativeTrainingFormat implements UsageFormat<TrainingEvent> {

  private final FlatRecord<TrainingField> fields = new FlatRecord<>(TrainingField.class);

  @Override
  public void parse(byte[] record, Output<TrainingEvent> output) {
    String problem = fields.open(record);
    TrainingEvent event = problem == null ? read() : null;
    problem = problem == null ? fields.problem() : problem;
    if (problem == null) {
      output.event(event);
    } else {
      output.reject(problem);
    }
  }

  @Override
  public void copyRecord(byte[] record, Excerpt excerpt) {
    excerpt.copyReplaced(record, fields.part());
  }

  private TrainingEvent read() {
    TrainingEvent event = new TrainingEvent();
    event.jobId = fields.required(TrainingField.JOB_ID);
    event.step = fields.choice(TrainingField.EVENT, TrainingStep.class, null);
    event.eventTime = fields.requiredTime(TrainingField.EVENT_TIME);
    event.tenantId = fields.required(TrainingField.TENANT_ID);
    event.userId = fields.identifier(TrainingField.USER_ID);
    event.baseModel = fields.identifier(TrainingField.BASE_MODEL);
    event.method = fields.identifier(TrainingField.METHOD);
    event.trainedTokens = fields.total(TrainingField.TRAINED_TOKENS);
    event.attempt = fields.count(TrainingField.ATTEMPT);
    event.startedAt = fields.time(TrainingField.STARTED_AT);
    event.finishedAt = fields.time(TrainingField.FINISHED_AT);
    if (event.step == null) {
      fields.refuse("event is missing");
    }
    return event;
  }
}
