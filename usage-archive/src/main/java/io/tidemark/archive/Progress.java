/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive;

/** Hears how far a run is. */
@FunctionalInterface
public interface Progress {

  /** Progress that is shown to no one. */
  Progress NONE = (documents, done, total) -> {};

  /**
   * Called often.
   *
   * @param documents how many were read or written
   * @param done days or files that are done
   * @param total days or files in all
   */
  void showProgress(long documents, int done, int total);
}
