/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import org.elasticsearch.action.bulk.BulkProcessor;
import org.elasticsearch.action.bulk.BulkRequest;
import org.elasticsearch.action.bulk.BulkResponse;

/**
 * Between the bulk processor and the sink writer: hides the answer of the hand-over, which says
 * nothing, and passes on a bulk that could not be handed over.
 */
final class HandOverListener implements BulkProcessor.Listener {

  private final BulkProcessor.Listener writer;

  HandOverListener(BulkProcessor.Listener writer) {
    this.writer = writer;
  }

  @Override
  public void beforeBulk(long executionId, BulkRequest request) {
    writer.beforeBulk(executionId, request);
  }

  @Override
  public void afterBulk(long executionId, BulkRequest request, BulkResponse response) {}

  @Override
  public void afterBulk(long executionId, BulkRequest request, Throwable failure) {
    writer.afterBulk(executionId, request, failure);
  }
}
