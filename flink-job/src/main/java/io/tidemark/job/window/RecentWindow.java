/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.model.hourly.Window;

/**
 * Finds the window of an event, which is mostly that of the event before: then it takes no
 * division.
 */
public final class RecentWindow {

  private final Window window;
  private final long millis;

  /** The start of the window that was found last. */
  private long start;

  public RecentWindow(WindowOptions options) {
    window = options.window();
    millis = options.windowMillis();
  }

  /** The start of the window that holds the moment. */
  public long startOf(long epochMillis) {
    long behind = epochMillis - start;
    if (behind < 0 || behind >= millis) {
      start = window.startOf(epochMillis);
    }
    return start;
  }
}
