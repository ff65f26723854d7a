/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import java.util.List;
import java.util.Locale;

/**
 * Texts of a step that its run keeps. The first six and the last are dimensions, in the order of
 * documents. Indices are part of checkpoints and must never change: later texts follow the others.
 */
public enum StepText {
  TENANT_ID(0),
  USER_ID(1),
  API_KEY_ID(2),
  WORKFLOW_ID(3),
  WORKFLOW_NAME(4),
  /** As {@link RunSource#id()}. */
  SOURCE(5),
  TASK_ID(6),
  ERROR_TYPE(7),
  ERROR_MESSAGE(8),
  NODE_ID(9),
  PROJECT_ID(10);

  private static final List<StepText> ALL = List.of(values());

  private final int index;

  StepText(int index) {
    this.index = index;
  }

  /** All texts; each is at its index. */
  public static List<StepText> listAll() {
    return ALL;
  }

  /** Its place among the texts of a step. */
  int index() {
    return index;
  }

  /** The field of events. */
  public String fieldName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
