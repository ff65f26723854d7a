/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Search;
import org.elasticsearch.client.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Documents as they were at one moment: what is written or deleted later does not show. It holds
 * memory of the cluster until it is closed, or was not searched for {@link #KEPT}.
 */
public final class Snapshot implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

  /** A client who takes longer to read one page gets an export that says that it is incomplete. */
  private static final String KEPT = "2m";

  /** Sends one request and reads its answer. */
  interface Exchange {
    JsonNode sendRequest(Request request);
  }

  private final Scope scope;
  private final Exchange exchange;
  private final Runnable closed;
  private final String id;

  private Snapshot(Scope scope, Exchange exchange, Runnable closed, String id) {
    this.scope = scope;
    this.exchange = exchange;
    this.closed = closed;
    this.id = id;
  }

  static Snapshot of(Scope scope, String indices, Exchange exchange, Runnable closed) {
    Request open = new Request("POST", "/" + indices + "/_pit");
    open.addParameter("keep_alive", KEPT);
    open.addParameter("ignore_unavailable", "true");
    open.addParameter("allow_no_indices", "true");
    return new Snapshot(scope, exchange, closed, exchange.sendRequest(open).path("id").asString());
  }

  /** The answer to one search; its indices are those of the snapshot. */
  public JsonNode search(Search search) {
    TenantGuard.requireTenant(scope, search);
    Request request = new Request("POST", "/_search");
    request.addParameter("allow_partial_search_results", "false");
    request.setEntity(
        JsonBody.writeBody(
            search.toRequest().pit(pit -> pit.id(id).keepAlive(time -> time.time(KEPT))).build()));
    return exchange.sendRequest(request);
  }

  @Override
  public void close() {
    try {
      Request request = new Request("DELETE", "/_pit");
      // One that expired is gone already.
      request.addParameter("ignore", "404");
      request.setJsonEntity("{\"id\":\"" + id + "\"}");
      exchange.sendRequest(request);
    } catch (ProblemException e) {
      // The reader has all of it; the cluster releases it by itself.
      LOG.info("A snapshot stays open for {}: {}", KEPT, e.getMessage());
    } finally {
      closed.run();
    }
  }
}
