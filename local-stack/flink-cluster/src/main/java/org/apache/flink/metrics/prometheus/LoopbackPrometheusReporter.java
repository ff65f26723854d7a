/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.flink.metrics.prometheus;

import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;

/**
 * Flink's Prometheus reporter on the loopback address only. Flink's own listens on every address
 * and has no option for it; it keeps its registry package-private, which is why this class stands
 * in this package.
 */
public final class LoopbackPrometheusReporter extends AbstractPrometheusReporter {

  private final HTTPServer server;

  /**
   * @param ports the first free one of these is used
   * @throws IllegalStateException when none is free
   */
  LoopbackPrometheusReporter(Iterator<Integer> ports) {
    server = listenOnFirstFree(ports);
  }

  private HTTPServer listenOnFirstFree(Iterator<Integer> ports) {
    while (ports.hasNext()) {
      int port = ports.next();
      try {
        HTTPServer started =
            new HTTPServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), registry);
        log.info("Prometheus metrics on port {}.", port);
        return started;
      } catch (IOException taken) {
        log.debug("Port {} is taken.", port, taken);
      }
    }
    throw new IllegalStateException("no free port for metrics: widen metrics.reporter.prom.port");
  }

  @Override
  public void close() {
    server.stop();
    super.close();
  }
}
