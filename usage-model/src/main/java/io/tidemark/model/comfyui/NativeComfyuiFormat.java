/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.FlatRecord;
import io.tidemark.model.parsing.FlatRecord.Column;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.privacy.DescriptiveText;
import io.tidemark.model.schema.Limits;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.Map;

/**
 * Tidemark's own ComfyUI step: one flat JSON object a record, as {@link WorkloadSchemas#COMFYUI}
 * declares.
 */
public final class NativeComfyuiFormat implements UsageFormat<ComfyuiStep> {

  private static final Map<String, Part> PARTS =
      Map.of(
          "error_message",
          Parts.unlessDropped(
              DescriptiveText.ERROR_MESSAGE, Parts.text(Limits.MAX_MESSAGE_CHARACTERS)),
          "context",
          Parts.unlessDropped(DescriptiveText.CONTEXT, Parts.entries(Limits.MAX_ENTRIES)));

  private final FlatRecord fields = new FlatRecord(WorkloadSchemas.COMFYUI, PARTS);
  private final Column taskId = fields.column("task_id");
  private final Column event = fields.choiceColumn("event", RunStep.class);
  private final Column eventTime = fields.column("event_time");
  private final Column tenantId = fields.column("tenant_id");
  private final Column projectId = fields.column("project_id");
  private final Column userId = fields.column("user_id");
  private final Column apiKeyId = fields.column("api_key_id");
  private final Column workflowId = fields.column("workflow_id");
  private final Column workflowName = fields.column("workflow_name");
  private final Column source = fields.choiceColumn("source", RunSource.class);
  private final Column submittedAt = fields.column("submitted_at");
  private final Column startedAt = fields.column("started_at");
  private final Column finishedAt = fields.column("finished_at");
  private final Column errorType = fields.column("error_type");
  private final Column errorMessage = fields.column("error_message");
  private final Column nodeId = fields.column("node_id");
  private final Column context = fields.column("context");

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
    step.taskId = fields.identifier(taskId);
    step.step = fields.choice(event, RunStep.class);
    step.eventTime = fields.time(eventTime);
    step.tenantId = fields.identifier(tenantId);
    step.projectId = fields.identifier(projectId);
    step.userId = fields.identifier(userId);
    step.apiKeyId = fields.identifier(apiKeyId);
    step.workflowId = fields.identifier(workflowId);
    step.workflowName = fields.identifier(workflowName);
    RunSource known = fields.choice(source, RunSource.class);
    step.source = known == null ? null : known.id();
    step.submittedAt = fields.time(submittedAt);
    step.startedAt = fields.time(startedAt);
    step.finishedAt = fields.time(finishedAt);
    step.errorType = fields.text(errorType);
    step.errorMessage = fields.text(errorMessage);
    step.nodeId = fields.text(nodeId);
    step.context = fields.entries(context);
    return step;
  }
}
