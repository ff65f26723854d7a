/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import java.net.URI;
import org.apache.http.HttpHost;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.CredentialsProvider;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the client. */
@Configuration(proxyBeanMethods = false)
class ElasticsearchConnection {

  private static final int CONNECT_MILLIS = 2_000;

  private static final int CONNECTIONS = 64;

  @Bean(destroyMethod = "close")
  RestClient restClient(ElasticsearchProperties properties) {
    HttpHost[] hosts =
        properties.hosts().stream().map(ElasticsearchConnection::host).toArray(HttpHost[]::new);
    RestClientBuilder builder = RestClient.builder(hosts);
    int answerMillis = Math.toIntExact(properties.answerWithin().toMillis());
    builder.setRequestConfigCallback(
        config -> config.setConnectTimeout(CONNECT_MILLIS).setSocketTimeout(answerMillis));
    builder.setHttpClientConfigCallback(
        http -> {
          http.setMaxConnTotal(CONNECTIONS).setMaxConnPerRoute(CONNECTIONS);
          if (properties.username() != null) {
            http.setDefaultCredentialsProvider(credentials(properties));
          }
          return http;
        });
    return builder.build();
  }

  private static HttpHost host(URI address) {
    if (address.getHost() == null || address.getPort() < 0) {
      throw new IllegalArgumentException(
          "tidemark.elasticsearch.hosts: write scheme, host and port, for example"
              + " http://localhost:9200, not "
              + address);
    }
    return new HttpHost(address.getHost(), address.getPort(), address.getScheme());
  }

  private static CredentialsProvider credentials(ElasticsearchProperties properties) {
    CredentialsProvider credentials = new BasicCredentialsProvider();
    credentials.setCredentials(
        AuthScope.ANY,
        new UsernamePasswordCredentials(properties.username(), properties.password()));
    return credentials;
  }
}
