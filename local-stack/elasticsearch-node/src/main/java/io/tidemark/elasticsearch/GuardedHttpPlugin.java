/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.elasticsearch;

import io.tidemark.guard.RequestGuard;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.elasticsearch.common.network.NetworkService;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.util.BigArrays;
import org.elasticsearch.common.util.PageCacheRecycler;
import org.elasticsearch.common.util.concurrent.ThreadContext;
import org.elasticsearch.http.HttpPreRequest;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.http.HttpServerTransport.Dispatcher;
import org.elasticsearch.indices.breaker.CircuitBreakerService;
import org.elasticsearch.rest.BytesRestResponse;
import org.elasticsearch.rest.RestChannel;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.transport.Netty4Plugin;
import org.elasticsearch.xcontent.NamedXContentRegistry;

/**
 * Elasticsearch's HTTP transport, which passes on requests of programs only. It precedes the
 * dispatcher because a wrapper of REST handlers sees neither unknown routes nor OPTIONS.
 */
public final class GuardedHttpPlugin extends Netty4Plugin {

  @Override
  public Map<String, Supplier<HttpServerTransport>> getHttpTransports(
      Settings settings,
      ThreadPool threadPool,
      BigArrays bigArrays,
      PageCacheRecycler pageCacheRecycler,
      CircuitBreakerService circuitBreakerService,
      NamedXContentRegistry xContentRegistry,
      NetworkService networkService,
      Dispatcher dispatcher,
      BiConsumer<HttpPreRequest, ThreadContext> perRequestThreadContext,
      ClusterSettings clusterSettings) {
    return super.getHttpTransports(
        settings,
        threadPool,
        bigArrays,
        pageCacheRecycler,
        circuitBreakerService,
        xContentRegistry,
        networkService,
        new GuardedDispatcher(dispatcher),
        perRequestThreadContext,
        clusterSettings);
  }

  private static final class GuardedDispatcher implements Dispatcher {

    private final RequestGuard guard = RequestGuard.forPrograms();
    private final Dispatcher dispatcher;

    GuardedDispatcher(Dispatcher dispatcher) {
      this.dispatcher = dispatcher;
    }

    @Override
    public void dispatchRequest(RestRequest request, RestChannel channel, ThreadContext context) {
      if (isAccepted(channel)) {
        dispatcher.dispatchRequest(request, channel, context);
      }
    }

    @Override
    public void dispatchBadRequest(RestChannel channel, ThreadContext context, Throwable cause) {
      if (isAccepted(channel)) {
        dispatcher.dispatchBadRequest(channel, context, cause);
      }
    }

    private boolean isAccepted(RestChannel channel) {
      RestRequest request = channel.request();
      Optional<String> refusal =
          guard.findRejection(request.uri(), name -> valuesOf(request.getAllHeaderValues(name)));
      refusal.ifPresent(
          reason -> channel.sendResponse(new BytesRestResponse(RestStatus.FORBIDDEN, reason)));
      return refusal.isEmpty();
    }

    private static List<String> valuesOf(List<String> values) {
      return values == null ? List.of() : values;
    }
  }
}
