/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/** Fails as often as configured, in both ways, then keeps the documents that it receives. */
final class RecordingHandler implements RejectedDocumentHandler {

  /** Static because a sink is serialized on its way to the task. */
  static final AtomicReference<List<RejectedDocument>> KEPT = new AtomicReference<>();

  private int failures;

  RecordingHandler(int failures) {
    this.failures = failures;
  }

  @Override
  public CompletionStage<Void> handle(List<RejectedDocument> refused) {
    if (failures > 0) {
      failures--;
      if (failures % 2 == 0) {
        throw new IllegalStateException("scripted");
      }
      return CompletableFuture.failedFuture(new IllegalStateException("scripted"));
    }
    KEPT.get().addAll(refused);
    return CompletableFuture.completedFuture(null);
  }
}
