/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Cluster;
import org.apache.http.HttpHost;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.CredentialsProvider;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** Creates the HTTP client of one sink writer. */
final class ClusterConnection {

  private ClusterConnection() {}

  static RestClient open(Cluster cluster) {
    HttpHost[] hosts =
        cluster.addresses().stream()
            .map(at -> new HttpHost(at.getHost(), at.getPort(), at.getScheme()))
            .toArray(HttpHost[]::new);
    RestClientBuilder builder =
        RestClient.builder(hosts)
            .setRequestConfigCallback(
                request ->
                    request
                        .setConnectTimeout(Math.toIntExact(cluster.connectTimeout().toMillis()))
                        .setSocketTimeout(Math.toIntExact(cluster.answerTimeout().toMillis())));
    if (cluster.username() != null) {
      CredentialsProvider credentials = new BasicCredentialsProvider();
      credentials.setCredentials(
          AuthScope.ANY, new UsernamePasswordCredentials(cluster.username(), cluster.password()));
      builder.setHttpClientConfigCallback(http -> http.setDefaultCredentialsProvider(credentials));
    }
    if (!cluster.pathPrefix().isEmpty()) {
      builder.setPathPrefix(cluster.pathPrefix());
    }
    return builder.build();
  }
}
