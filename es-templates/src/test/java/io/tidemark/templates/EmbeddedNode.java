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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.protocol.HttpContext;
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
public final class EmbeddedNode implements AutoCloseable {

  private final Node node;
  private final RestClient client;
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  private EmbeddedNode(Node node) {
    this.node = node;
    this.client =
        RestClient.builder(address())
            .setHttpClientConfigCallback(http -> http.addInterceptorLast(this::noteWarnings))
            .build();
  }

  /** Starts a node on a free loopback port, with its data under {@code home}. */
  public static EmbeddedNode start(Path home) {
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

  public RestClient client() {
    return client;
  }

  /** What the node said of deprecated requests or assets since it started. */
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public void close() {
    try {
      client.close();
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

  private void noteWarnings(HttpResponse response, HttpContext context) {
    for (Header warning : response.getHeaders("Warning")) {
      warnings.add(warning.getValue());
    }
  }

  private HttpHost address() {
    TransportAddress address =
        node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress();
    return new HttpHost(address.getAddress(), address.getPort());
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
