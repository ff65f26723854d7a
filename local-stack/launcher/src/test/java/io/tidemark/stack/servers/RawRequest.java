/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.servers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** An HTTP request written by hand: Java's client does not let a test choose Host and Origin. */
final class RawRequest {

  private static final int TIMEOUT_MILLIS = 20_000;

  private final String line;
  private final List<String> headers = new ArrayList<>();
  private String body = "";

  private RawRequest(String line) {
    this.line = line;
  }

  static RawRequest of(String method, String path) {
    return new RawRequest(method + " " + path + " HTTP/1.1");
  }

  RawRequest header(String name, String value) {
    headers.add(name + ": " + value);
    return this;
  }

  RawRequest body(String contentType, String content) {
    body = content;
    return header("Content-Type", contentType)
        .header("Content-Length", Integer.toString(content.length()));
  }

  /** The whole answer: status line, headers, body. */
  String send(URI server) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      StringBuilder request = new StringBuilder(line).append("\r\n");
      headers.forEach(header -> request.append(header).append("\r\n"));
      request.append("Connection: close\r\n\r\n").append(body);
      socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  int status(URI server) throws IOException {
    return Integer.parseInt(send(server).split(" ", 3)[1]);
  }
}
