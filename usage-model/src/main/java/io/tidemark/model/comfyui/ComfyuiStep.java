/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.parsing.CheckedFields;
import io.tidemark.model.parsing.Sender;
import io.tidemark.model.parsing.SentEvent;
import java.util.Map;

/**
 * One step of a ComfyUI run, as a format read it: the run was submitted, started, or ended. A
 * record of a finished run is its end with the other times riding on it. Texts are null when they
 * are unknown, times are {@link CheckedFields#UNKNOWN}.
 */
public final class ComfyuiStep extends StepTimes implements SentEvent {

  public String taskId;
  public String tenantId;
  public String projectId;
  public String userId;
  public String apiKeyId;
  public String workflowId;
  public String workflowName;

  /** As {@link RunSource#id()}. */
  public String source;

  public String errorType;
  public String errorMessage;
  public String nodeId;

  /** Audit context of the run. */
  public Map<String, String> context = Map.of();

  @Override
  public void setSender(Sender sender) {
    tenantId = sender.tenant();
    projectId = sender.project() == null ? projectId : sender.project();
    userId = sender.user() == null ? userId : sender.user();
  }
}
