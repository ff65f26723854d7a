/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.transport.TransportAddress;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.index.mapper.MapperExtrasPlugin;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.node.NodeValidationException;
import org.elasticsearch.reindex.ReindexPlugin;
import org.elasticsearch.transport.Netty4Plugin;

/** A real Elasticsearch node in this JVM, with the plugins of the default stack and no others. */
final class EmbeddedNode implements AutoCloseable {

  private final Node node;

  private EmbeddedNode(Node node) {
    this.node = node;
  }

  /** Starts a node on a free loopback port, with its data under {@code home}. */
  static EmbeddedNode start(Path home) {
    Settings settings =
        Settings.builder()
            .put("path.home", home)
            .put("cluster.name", "templates-test")
            .put("node.name", "templates-test")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", "0")
            .put("transport.port", "0")
            .put("http.type", "netty4")
            .put("transport.type", "netty4")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    try {
      return new EmbeddedNode(new PluggedNode(settings).start());
    } catch (NodeValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpHost address() {
    TransportAddress address =
        node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress();
    return new HttpHost(address.getAddress(), address.getPort());
  }

  RestClient client() {
    return RestClient.builder(address()).build();
  }

  @Override
  public void close() {
    try {
      node.close();
      if (!node.awaitClose(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The node did not stop within 30 s");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class PluggedNode extends Node {
    PluggedNode(Settings settings) {
      super(
          InternalSettingsPreparer.prepareEnvironment(
              settings, Map.of(), null, () -> "templates-test"),
          List.of(Netty4Plugin.class, ReindexPlugin.class, MapperExtrasPlugin.class),
          false);
    }
  }
}
