/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import io.tidemark.model.parsing.CheckedFields;
import io.tidemark.model.parsing.Sender;
import io.tidemark.model.parsing.SentEvent;

/**
 * A report about a training job at one moment. Texts are null when they are unknown, numbers are
 * {@link CheckedFields#UNKNOWN}.
 */
public final class TrainingEvent implements SentEvent {

  public String jobId;
  public String tenantId;
  public TrainingStep step;

  /** When it was said, milliseconds since 1970. */
  public long eventTime = CheckedFields.UNKNOWN;

  public String projectId;
  public String userId;
  public String baseModel;
  public String method;

  /** All tokens that the job has trained so far. */
  public long trainedTokens = CheckedFields.UNKNOWN;

  /** Which start of the job it was, counted by the platform; a resumed job has another one. */
  public long attempt = CheckedFields.UNKNOWN;

  public long startedAt = CheckedFields.UNKNOWN;
  public long finishedAt = CheckedFields.UNKNOWN;

  /** When a job was over, for an end that names it; else when the event happened. */
  public long countedAt() {
    return step.isEnd() ? JobTimes.finishOf(this) : eventTime;
  }

  @Override
  public void setSender(Sender sender) {
    tenantId = sender.tenant();
    projectId = sender.project() == null ? projectId : sender.project();
    userId = sender.user() == null ? userId : sender.user();
  }
}
