/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

/** Tells whether a revision of a setting is current, for features that keep state for each one. */
public interface SettingRevisions {

  /** Whether no later revision is stored: views of instances are some seconds old. */
  boolean isCurrent(Setting setting);

  /**
   * The revision with which a setting began since it was last deleted, as far as the log of changes
   * knows; 0 for those in files, which have no log.
   */
  long findFirstRevision(Setting setting);
}
