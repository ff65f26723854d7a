/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.codingagents;

import io.tidemark.model.intake.RecordField;
import java.util.List;
import java.util.Locale;

/** The fields of a native measurement: the one table of their names and aliases. */
@SuppressWarnings("ImmutableEnumChecker") // The lists are unmodifiable.
public enum AgentField implements RecordField {
  MEASUREMENT_ID,
  EVENT_TIME("timestamp"),
  TENANT_ID,
  USER_ID("user"),
  AGENT,
  SESSION_ID,
  METRIC,
  VALUE;

  private final List<String> aliases;

  AgentField(String... aliases) {
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
