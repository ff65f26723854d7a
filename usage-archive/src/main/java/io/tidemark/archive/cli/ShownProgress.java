/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.cli;

import io.tidemark.archive.Progress;
import io.tidemark.stack.send.ProgressBar;
import java.io.PrintWriter;

/** Shows how far a run is: a bar on a terminal, a line every few seconds elsewhere. */
final class ShownProgress implements Progress {

  private final PrintWriter err;
  private ProgressBar bar;

  ShownProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void showProgress(long documents, int done, int total) {
    if (bar == null) {
      bar = new ProgressBar(err, Boolean.getBoolean("tidemark.terminal"), total, "documents");
    }
    bar.showProgress(documents, done);
  }

  /** Takes the bar away. */
  void clear() {
    if (bar != null) {
      bar.clear();
    }
  }
}
