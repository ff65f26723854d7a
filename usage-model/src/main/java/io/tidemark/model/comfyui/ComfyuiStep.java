/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.parsing.CheckedFields;
import io.tidemark.model.parsing.EventTexts;
import io.tidemark.model.parsing.Sender;
import io.tidemark.model.parsing.SentEvent;
import java.util.Map;

/**
 * One step of a ComfyUI run, as a format read it: the run was submitted, started, or ended. A
 * record of a finished run is its end with the other times riding on it. Texts stay bytes, and are
 * absent when they are unknown; times are {@link CheckedFields#UNKNOWN}. A format may use the
 * object again for the next step.
 */
public final class ComfyuiStep extends StepTimes implements SentEvent {

  private final EventTexts texts = new EventTexts(StepText.listAll().size());

  /** Audit context of the run. */
  public Map<String, String> context = Map.of();

  /** The text, or null when it is absent. */
  public String text(StepText text) {
    return texts.get(text.index());
  }

  /** Sets a text; null or empty makes it absent. */
  public void text(StepText text, String value) {
    texts.set(text.index(), value);
  }

  /** All texts, each at its index. */
  EventTexts texts() {
    return texts;
  }

  @Override
  public void setSender(Sender sender) {
    text(StepText.TENANT_ID, sender.tenant());
    if (sender.project() != null) {
      text(StepText.PROJECT_ID, sender.project());
    }
    if (sender.user() != null) {
      text(StepText.USER_ID, sender.user());
    }
  }
}
