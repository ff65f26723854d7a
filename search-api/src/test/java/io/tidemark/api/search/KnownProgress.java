/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.workload.Workload;

/** The progress that a test sets, in place of what the node holds. */
public final class KnownProgress extends FinalThrough {

  private volatile Progress progress;

  public KnownProgress() {
    super(null);
  }

  public void set(Progress other) {
    progress = other;
  }

  @Override
  public Progress progress(Workload workload) {
    return progress;
  }
}
