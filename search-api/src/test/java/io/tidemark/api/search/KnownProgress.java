/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.workload.Workload;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The progress that a test sets, in place of what the node holds. */
public final class KnownProgress extends FinalThrough {

  private final Map<Workload, Progress> ofWorkloads = new ConcurrentHashMap<>();
  private volatile Progress progress;

  public KnownProgress() {
    super(null);
  }

  public void set(Progress other) {
    progress = other;
  }

  /** Sets that of one workload. */
  public void set(Workload workload, Progress own) {
    ofWorkloads.put(workload, own);
  }

  @Override
  public Progress progress(Workload workload) {
    return ofWorkloads.getOrDefault(workload, progress);
  }
}
