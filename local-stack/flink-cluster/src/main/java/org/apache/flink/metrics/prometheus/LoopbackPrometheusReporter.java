/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.flink.metrics.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.client.exporter.common.TextFormat;
import io.tidemark.guard.RequestGuard;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;

/**
 * Flink's Prometheus reporter for programs on this machine only. Flink's own listens on every
 * address and has no option for it; it keeps its registry package-private, which is why this class
 * is in this package.
 */
public final class LoopbackPrometheusReporter extends AbstractPrometheusReporter {

  /** As {@link HttpExchange#sendResponseHeaders} takes it. */
  private static final int NO_BODY = -1;

  private static final int UNKNOWN_LENGTH = 0;

  private final RequestGuard guard = RequestGuard.forPrograms();
  private final HttpServer server;

  /**
   * @param ports the first free one of these is used
   * @throws IllegalStateException when none is free
   */
  LoopbackPrometheusReporter(Iterator<Integer> ports) {
    server = listenOnFirstFree(ports);
    server.createContext("/", this::answerRequest);
    server.start();
    log.info("Prometheus metrics on port {}.", server.getAddress().getPort());
  }

  private HttpServer listenOnFirstFree(Iterator<Integer> ports) {
    while (ports.hasNext()) {
      int port = ports.next();
      try {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      } catch (IOException taken) {
        log.debug("Port {} is in use.", port, taken);
      }
    }
    throw new IllegalStateException("no free port for metrics: widen metrics.reporter.prom.port");
  }

  private void answerRequest(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean refused =
          guard
              .findRejection(
                  exchange.getRequestURI().toString(),
                  name -> exchange.getRequestHeaders().getOrDefault(name, List.of()))
              .isPresent();
      if (refused || !exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(
            refused ? HttpURLConnection.HTTP_FORBIDDEN : HttpURLConnection.HTTP_BAD_METHOD,
            NO_BODY);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", TextFormat.CONTENT_TYPE_004);
      exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, UNKNOWN_LENGTH);
      try (Writer body = new OutputStreamWriter(exchange.getResponseBody(), UTF_8)) {
        TextFormat.write004(body, registry.metricFamilySamples());
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    super.close();
  }
}
