/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.intake.Identity;
import io.tidemark.model.comfyui.ComfyuiStep;
import org.apache.flink.api.java.functions.KeySelector;

/** The identity of a run: the key of its state and the id of its record. */
public final class RunKey implements KeySelector<ComfyuiStep, String> {

  private transient Identity identity;

  @Override
  public String getKey(ComfyuiStep step) {
    if (identity == null) {
      identity = new Identity();
    }
    return identity.of(step.tenantId, step.taskId);
  }
}
