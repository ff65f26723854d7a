/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.intake.FlatRecord;
import io.tidemark.model.intake.Part;
import io.tidemark.model.intake.Parts;
import io.tidemark.model.intake.RecordField;
import io.tidemark.model.privacy.DescriptiveText;
import java.util.List;
import java.util.Locale;

/** The fields of a native ComfyUI step: the one table of their names and aliases. */
@SuppressWarnings("ImmutableEnumChecker") // The lists are unmodifiable.
public enum ComfyuiField implements RecordField {
  TASK_ID("prompt_id"),
  EVENT,
  EVENT_TIME("timestamp"),
  TENANT_ID,
  USER_ID("user"),
  API_KEY_ID,
  WORKFLOW_ID,
  WORKFLOW_NAME,
  SOURCE,
  SUBMITTED_AT,
  STARTED_AT,
  FINISHED_AT,
  ERROR_TYPE,
  ERROR_MESSAGE,
  NODE_ID,
  CONTEXT;

  private final List<String> aliases;

  ComfyuiField(String... aliases) {
    this.aliases = List.of(aliases);
  }

  @Override
  public String fieldName() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<String> aliases() {
    return aliases;
  }

  @Override
  public Part part() {
    return switch (this) {
      case ERROR_MESSAGE ->
          Parts.unlessDropped(
              DescriptiveText.ERROR_MESSAGE, Parts.text(ComfyuiStep.MAX_MESSAGE_LENGTH));
      case CONTEXT ->
          Parts.unlessDropped(DescriptiveText.CONTEXT, Parts.entries(FlatRecord.MAX_ENTRIES));
      default -> RecordField.super.part();
    };
  }
}
