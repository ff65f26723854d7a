/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import io.tidemark.model.intake.RecordField;
import java.util.List;
import java.util.Locale;

/** The fields of a native training step: the one table of their names and aliases. */
@SuppressWarnings("ImmutableEnumChecker") // The lists are unmodifiable.
public enum TrainingField implements RecordField {
  JOB_ID,
  EVENT,
  EVENT_TIME("timestamp"),
  TENANT_ID,
  USER_ID("user"),
  BASE_MODEL,
  METHOD,
  TRAINED_TOKENS,
  ATTEMPT,
  STARTED_AT,
  FINISHED_AT;

  private final List<String> aliases;

  TrainingField(String... aliases) {
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
}
