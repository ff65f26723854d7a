/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.intake.CheckedFields;
import io.tidemark.model.intake.Excerpt;
import io.tidemark.model.intake.FlatRecord;
import io.tidemark.model.intake.UsageFormat;

/** Tidemark's own ComfyUI step: one flat JSON object a record, as {@link ComfyuiField} lists. */
public final class NativeComfyuiFormat implements UsageFormat<ComfyuiStep> {

  private final FlatRecord<ComfyuiField> fields = new FlatRecord<>(ComfyuiField.class);

  @Override
  public void parse(byte[] record, Output<ComfyuiStep> output) {
    String problem = fields.open(record);
    ComfyuiStep step = problem == null ? read() : null;
    problem = problem == null ? fields.problem() : problem;
    if (problem == null) {
      output.event(step);
    } else {
      output.reject(problem);
    }
  }

  @Override
  public void copyRecord(byte[] record, Excerpt excerpt) {
    excerpt.copyReplaced(record, fields.part());
  }

  private ComfyuiStep read() {
    ComfyuiStep step = new ComfyuiStep();
    step.taskId = fields.required(ComfyuiField.TASK_ID);
    step.step = fields.choice(ComfyuiField.EVENT, RunStep.class, null);
    step.eventTime = fields.requiredTime(ComfyuiField.EVENT_TIME);
    step.tenantId = fields.required(ComfyuiField.TENANT_ID);
    step.userId = fields.identifier(ComfyuiField.USER_ID);
    step.apiKeyId = fields.identifier(ComfyuiField.API_KEY_ID);
    step.workflowId = fields.identifier(ComfyuiField.WORKFLOW_ID);
    step.workflowName = fields.identifier(ComfyuiField.WORKFLOW_NAME);
    RunSource source = fields.choice(ComfyuiField.SOURCE, RunSource.class, null);
    step.source = source == null ? null : source.id();
    step.submittedAt = fields.time(ComfyuiField.SUBMITTED_AT);
    step.startedAt = fields.time(ComfyuiField.STARTED_AT);
    step.finishedAt = fields.time(ComfyuiField.FINISHED_AT);
    step.errorType = fields.text(ComfyuiField.ERROR_TYPE, CheckedFields.MAX_TEXT_LENGTH);
    step.errorMessage = fields.text(ComfyuiField.ERROR_MESSAGE, ComfyuiStep.MAX_MESSAGE_LENGTH);
    step.nodeId = fields.text(ComfyuiField.NODE_ID, CheckedFields.MAX_TEXT_LENGTH);
    step.context = fields.entries(ComfyuiField.CONTEXT);
    if (step.step == null) {
      fields.refuse("event is missing");
    }
    return step;
  }
}
