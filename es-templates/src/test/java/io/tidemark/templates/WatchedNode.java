/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import io.tidemark.testkit.elasticsearch.ElasticsearchNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponseInterceptor;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** A client of the shared node that collects what the node says about deprecated requests. */
public final class WatchedNode {

  private static final List<String> ALL_ASSETS =
      List.of("/tidemark-*", "/_index_template/tidemark*", "/_component_template/tidemark*");

  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final RestClient client =
      RestClient.builder(HttpHost.create(ElasticsearchNode.shared().uri().toString()))
          .setHttpClientConfigCallback(
              http ->
                  http.addInterceptorLast(
                      (HttpResponseInterceptor)
                          (response, context) -> {
                            for (Header warning : response.getHeaders("Warning")) {
                              warnings.add(warning.getValue());
                            }
                          }))
          .build();

  private WatchedNode() {}

  /** Deletes all indices and templates of Tidemark: another test may have left some. */
  public static WatchedNode emptied() {
    WatchedNode node = new WatchedNode();
    node.empty();
    return node;
  }

  void empty() {
    for (String all : ALL_ASSETS) {
      try {
        client.performRequest(new Request("DELETE", all));
      } catch (ResponseException nothing) {
        if (nothing.getResponse().getStatusLine().getStatusCode() != 404) {
          throw new IllegalStateException(nothing);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public RestClient client() {
    return client;
  }

  /** Warnings about deprecated requests or assets. */
  public List<String> warnings() {
    return warnings;
  }
}
