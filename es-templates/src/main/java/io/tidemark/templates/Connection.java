/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/**
 * Where the cluster is and who asks.
 *
 * @param hosts {@code http://host:port} or {@code https://host:port}
 * @param username empty for none
 */
public record Connection(List<String> hosts, String username, String password) {

  public Connection {
    if (username.isEmpty() != password.isEmpty()) {
      throw new IllegalArgumentException("User and password go together: give both or neither");
    }
  }

  /** A client; it has not connected yet. */
  public RestClient openClient() {
    RestClientBuilder builder =
        RestClient.builder(hosts.stream().map(Connection::parseHost).toArray(HttpHost[]::new));
    if (!username.isEmpty()) {
      builder.setDefaultHeaders(new Header[] {createAuthorization()});
    }
    return builder.build();
  }

  /** Sent at once: waiting to be asked for it would double the requests. */
  private Header createAuthorization() {
    byte[] pair = (username + ":" + password).getBytes(UTF_8);
    return new BasicHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  private static HttpHost parseHost(String address) {
    URI uri = parseUri(address.strip());
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null;
    boolean root = uri.getRawPath() == null || uri.getRawPath().matches("/?");
    if (!http || uri.getHost() == null || uri.getPort() < 1 || !bare || !root) {
      throw notAnAddress();
    }
    return new HttpHost(uri.getHost(), uri.getPort(), uri.getScheme());
  }

  private static URI parseUri(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException e) {
      throw notAnAddress();
    }
  }

  /** Without the address itself, which may hold a password. */
  private static IllegalArgumentException notAnAddress() {
    return new IllegalArgumentException(
        "An address must read http://host:port or https://host:port, without user and path");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Connection[hosts=" + hosts + "]";
  }
}
