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
  private long documents;

  ShownProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void showProgress(long documents, int done, int total) {
    if (bar == null) {
      bar = new ProgressBar(err, Boolean.getBoolean("tidemark.terminal"), total, "document");
    }
    bar.showProgress(documents, done);
    this.documents = documents;
  }

  /** Says how many documents there were: the last line may have been far from 100 %. */
  void showEnd() {
    if (bar != null) {
      bar.showEnd(documents);
    }
  }
}
