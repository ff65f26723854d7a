/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The server to which a proxy forwards requests. */
public final class Upstream {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<String> REQUEST_HEADERS = List.of("content-type", "accept");
  private static final List<String> REPLY_HEADERS = List.of("Content-Type", "X-Elastic-Product");

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  public Upstream(URI address) {
    this.address = address;
  }

  /** Forwards a request as it is. */
  public Reply forward(Request request) throws IOException, InterruptedException {
    return forward(request, request.body());
  }

  /**
   * Forwards a request with another body.
   *
   * @throws IOException when the server does not answer
   */
  public Reply forward(Request request, byte[] body) throws IOException, InterruptedException {
    HttpRequest.Builder forwarded =
        HttpRequest.newBuilder(address.resolve(request.target()))
            .timeout(LIMIT)
            .method(request.method(), BodyPublishers.ofByteArray(body));
    for (String header : REQUEST_HEADERS) {
      if (request.header(header) != null) {
        forwarded.header(header, request.header(header));
      }
    }
    HttpResponse<byte[]> answer = client.send(forwarded.build(), BodyHandlers.ofByteArray());
    Reply reply = Reply.of(answer.statusCode(), null, answer.body());
    for (String header : REPLY_HEADERS) {
      String value = answer.headers().firstValue(header).orElse(null);
      reply = value == null ? reply : reply.with(header, value);
    }
    return reply;
  }
}
