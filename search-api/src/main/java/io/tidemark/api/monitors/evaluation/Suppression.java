/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

/** Says of which groups no messages may be sent now. */
@FunctionalInterface
public interface Suppression {

  /** Lets everything pass. */
  Suppression NONE = group -> false;

  /** Whether messages about the group must wait. */
  boolean suppresses(Group group);
}
