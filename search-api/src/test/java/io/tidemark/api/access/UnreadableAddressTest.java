/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that the server rejects before the API sees it gets a problem document, too. */
@Tag("node")
class UnreadableAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/model-calls/records/a%00b",
        "/api/v1/model-calls/records/a%5Cb",
        "/api/v1/model-calls/records/%zz",
        "/api/v1/model-calls/records/%",
        "/api/v1/model-calls/records/%ff",
        "/api/v1/model-calls/records/a\"b",
        "/api/v1/model-calls/records/{a}",
        "/api/v1/%2e%2e/%2e%2e/%2e%2e/",
        "/api/v1/../../../",
        "nonsense",
      })
  void isRefusedWithAProblemDocument(String address) throws IOException {
    String answer = send("GET " + address + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(answer).contains("Content-Type: application/problem+json");
    assertThat(answer).contains("\"type\":\"urn:tidemark:problem:bad-request\"");
    assertThat(answer).doesNotContain("<", "Tomcat", "Exception");
  }

  private static String send(String request) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), LiveApi.shared().uri().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
