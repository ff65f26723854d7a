/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class LoopbackServerTest {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private LoopbackServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersAsTheHandlerDecides() throws Exception {
    server =
        LoopbackServer.start(
            request ->
                Reply.json(201, request.method() + request.target() + request.text())
                    .with("X-Test", request.header("x-asked")));

    HttpResponse<String> answer = send(BodyPublishers.ofString("é"));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("POST/a%20b?c=dé");
    assertThat(answer.headers().firstValue("X-Test")).hasValue("yes");
  }

  @Test
  void readsChunkedRequests() throws Exception {
    server = LoopbackServer.start(request -> Reply.json(request.text()));
    String text = "0123456789".repeat(5_000);

    HttpResponse<String> answer =
        send(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text.getBytes(UTF_8))));

    assertThat(answer.body()).isEqualTo(text);
  }

  @Test
  void streamsBodiesOfUnknownLength() throws Exception {
    server =
        LoopbackServer.start(
            request -> Reply.streamedJson(out -> out.write("[1,2]".getBytes(UTF_8))));

    assertThat(send(BodyPublishers.noBody()).body()).isEqualTo("[1,2]");
    assertThat(send(BodyPublishers.noBody()).body()).isEqualTo("[1,2]");
  }

  @Test
  void breaksOffInTheBody() {
    server = LoopbackServer.start(request -> Reply.json("{\"whole\":true}").half());

    assertThatThrownBy(() -> send(BodyPublishers.noBody())).isInstanceOf(IOException.class);
  }

  @Test
  void resetsConnections() {
    server = LoopbackServer.start(request -> Reply.none(Reply.Ending.RESET));

    assertThatThrownBy(() -> send(BodyPublishers.noBody()))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("Connection reset");
  }

  @Test
  void forwardsToTheUpstream() throws Exception {
    try (LoopbackServer behind =
        LoopbackServer.start(
            request ->
                Reply.json(404, request.target() + request.text() + request.header("accept"))
                    .with("X-Elastic-Product", "Elasticsearch"))) {
      Upstream upstream = new Upstream(behind.uri());
      server = LoopbackServer.start(upstream::forward);

      HttpResponse<String> answer = send(BodyPublishers.ofString("x"));

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("/a%20b?c=dxtext/test");
      assertThat(answer.headers().firstValue("X-Elastic-Product")).hasValue("Elasticsearch");
    }
  }

  private HttpResponse<String> send(BodyPublisher body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve("/a%20b?c=d"))
            .header("X-Asked", "yes")
            .header("Accept", "text/test")
            .POST(body)
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
