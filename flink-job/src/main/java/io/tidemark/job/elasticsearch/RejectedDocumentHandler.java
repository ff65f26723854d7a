/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Receives every permanently rejected document, after its dead letter is in Elasticsearch. For a
 * second home of dead letters, such as a topic.
 *
 * <p>Serialized with the job; {@link #open} runs once in each sink writer. All calls of one writer
 * come from one thread that may wait, and never from the task's own.
 */
public interface RejectedDocumentHandler extends Serializable {

  /** Nothing more than the dead letters in Elasticsearch. */
  RejectedDocumentHandler NONE = refused -> CompletableFuture.completedFuture(null);

  default void open() {}

  /**
   * Completes when all are kept durably: the next checkpoint waits for it. Completing, or leaving,
   * with an exception means that it is tried again later, with the same documents.
   */
  CompletionStage<Void> handle(List<RejectedDocument> refused);

  default void close() {}
}
