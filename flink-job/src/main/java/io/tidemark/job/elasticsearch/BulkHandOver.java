/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import java.util.function.Consumer;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRequest;
import org.elasticsearch.action.ActionResponse;
import org.elasticsearch.action.ActionType;
import org.elasticsearch.action.bulk.BulkItemResponse;
import org.elasticsearch.action.bulk.BulkRequest;
import org.elasticsearch.action.bulk.BulkResponse;
import org.elasticsearch.client.support.AbstractClient;
import org.elasticsearch.common.settings.Settings;

/**
 * The bulk processor's view of Elasticsearch: takes a bulk and answers at once, so that the
 * processor goes on gathering. The true answer reaches the sink writer later. A client, because
 * only with a client can a bulk processor be given its scheduler.
 */
final class BulkHandOver extends AbstractClient {

  /** Says nothing of any document, so nothing of it can be misread. */
  static final BulkResponse NO_FAILURES = new BulkResponse(new BulkItemResponse[0], 0);

  private final Consumer<BulkRequest> taker;

  /**
   * @param taker may wait; what it throws is told to the processor's listener as the bulk's failure
   */
  BulkHandOver(Consumer<BulkRequest> taker) {
    super(Settings.EMPTY, null);
    this.taker = taker;
  }

  @Override
  public void bulk(BulkRequest request, ActionListener<BulkResponse> listener) {
    try {
      taker.accept(request);
    } catch (RuntimeException e) {
      listener.onFailure(e);
      return;
    }
    listener.onResponse(NO_FAILURES);
  }

  @Override
  protected <Q extends ActionRequest, A extends ActionResponse> void doExecute(
      ActionType<A> action, Q request, ActionListener<A> listener) {
    throw new UnsupportedOperationException(action.name());
  }

  @Override
  public void close() {}
}
